/**
 * The network an address belongs to: what a stranger is counted by. One household or provider hands out many addresses
 * of one IPv6 network, so single addresses would limit nobody. It is kept in memory only, and never logged.
 */
import { isIPv4, isIPv6 } from "node:net";

const IPV6_GROUPS = 8;
/** A /48 is what one customer gets; a /24 is the usual smallest block of IPv4 that is routed. */
const IPV6_GROUPS_KEPT = 3;
const IPV4_PARTS_KEPT = 3;

const MAPPED_IPV4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

const groupsOf = (address: string): readonly string[] => {
  const [head = "", tail] = address.split("::");
  const left = head === "" ? [] : head.split(":");
  if (tail === undefined) return left;
  const right = tail === "" ? [] : tail.split(":");
  return [
    ...left,
    ...Array.from({ length: Math.max(0, IPV6_GROUPS - left.length - right.length) }, () => "0"),
    ...right,
  ];
};

/** `192.0.2.0/24` or `2001:db8:1::/48`; whatever is no address is one network of its own, `unknown`. */
export const networkOf = (address: string | undefined): string => {
  const plain = (address ?? "").replace(/%.*$/, "");
  const ipv4 = MAPPED_IPV4.exec(plain)?.[1] ?? plain;
  if (isIPv4(ipv4)) return `${ipv4.split(".").slice(0, IPV4_PARTS_KEPT).join(".")}.0/24`;
  if (!isIPv6(plain)) return "unknown";
  const kept = groupsOf(plain.toLowerCase()).slice(0, IPV6_GROUPS_KEPT);
  return `${kept.map((group) => group.replace(/^0+(?=.)/, "")).join(":")}::/48`;
};

/**
 * The client's address when `proxies` reverse proxies of the operator stand before the node: each appends the address it
 * was called from, so the client is that many places from the end. What a client itself wrote before that is not trusted.
 */
export const clientAddress = (
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  proxies: number,
): string | undefined => {
  if (proxies === 0 || forwardedFor === undefined) return socketAddress;
  return forwardedFor.split(",").at(-proxies)?.trim() ?? socketAddress;
};
