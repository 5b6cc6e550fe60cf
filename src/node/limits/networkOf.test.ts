import { describe, expect, it } from "vitest";
import { clientAddress, networkOf } from "./networkOf.ts";

describe("the network a stranger is counted by", () => {
  it.each([
    ["192.0.2.77", "192.0.2.0/24"],
    ["::ffff:192.0.2.77", "192.0.2.0/24"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"],
    ["2001:0db8:0001::6", "2001:db8:1::/48"],
    ["::1", "0:0:0::/48"],
    ["fe80::1%eth0", "fe80:0:0::/48"],
    ["", "unknown"],
    ["example", "unknown"],
    [undefined, "unknown"],
  ])("%s belongs to %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe("the client behind the operator's proxies", () => {
  it("without a proxy is who opened the connection, whatever it claims", () => {
    expect(clientAddress("192.0.2.1", "198.51.100.9", 0)).toBe("192.0.2.1");
  });

  it("is the address that the outermost proxy of the operator saw", () => {
    const claimed = "203.0.113.5, 198.51.100.9";
    expect(clientAddress("127.0.0.1", claimed, 1)).toBe("198.51.100.9");
    expect(clientAddress("127.0.0.1", "203.0.113.5, 198.51.100.9, 10.0.0.2", 2)).toBe("198.51.100.9");
  });

  it("is who opened the connection when the proxy said nothing", () => {
    expect(clientAddress("127.0.0.1", undefined, 1)).toBe("127.0.0.1");
  });
});
