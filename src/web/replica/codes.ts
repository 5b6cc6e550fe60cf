/** What people hand each other as links and QR codes: the core's own, since the command line makes and reads them too. */
export {
  invitationCode,
  newDeviceCode,
  offerCode,
  readInvitation,
  readNewDevice,
  readOffer,
} from "../../core/wire/codes.ts";
