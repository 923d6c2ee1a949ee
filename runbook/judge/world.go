package judge

import (
	"fmt"
	"net/netip"
)

// World gathers ranges of addresses of both kinds, and knows whether they are
// together all of the Internet.
type World map[netip.Prefix]bool

// Add takes in a range. Two halves make a whole: with 0.0.0.0/1 and 128.0.0.0/1
// in it, 0.0.0.0/0 is in it, too.
func (w World) Add(cidr string) error {
	p, err := netip.ParsePrefix(cidr)
	if err != nil {
		return fmt.Errorf("%q is no range of addresses", cidr)
	}
	for p = p.Masked(); ; p = netip.PrefixFrom(p.Addr(), p.Bits()-1).Masked() {
		w[p] = true
		if p.Bits() == 0 || !w[sibling(p)] {
			return nil
		}
	}
}

// sibling is the other half of the range that p is a half of.
func sibling(p netip.Prefix) netip.Prefix {
	bytes, bit := p.Addr().AsSlice(), p.Bits()-1
	bytes[bit/8] ^= 0x80 >> (bit % 8)
	other, _ := netip.AddrFromSlice(bytes) // as long as before
	return netip.PrefixFrom(other, p.Bits())
}

// V4 reports whether all of IPv4 is in it.
func (w World) V4() bool { return w[netip.MustParsePrefix("0.0.0.0/0")] }

// V6 reports whether all public addresses of IPv6 are in it: those are in
// 2000::/3. Source: IANA, IPv6 Global Unicast Address Assignments.
func (w World) V6() bool {
	for _, range6 := range []string{"::/0", "::/1", "::/2", "2000::/3"} {
		if w[netip.MustParsePrefix(range6)] {
			return true
		}
	}
	return false
}
