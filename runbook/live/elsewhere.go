//go:build !offline

package live

import (
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
)

// elsewhere looks at each request before it leaves, those for credentials
// included. A setting that was left over from tests of something else would let an
// emulator tick the book, or hand a token to whoever answers there.
type elsewhere struct {
	tell func(host string) // nil where nobody wants to know
	mu   sync.Mutex
	told map[string]bool
}

// ClearTextError says that a request would have left this computer without TLS.
type ClearTextError struct{ Host string }

// Error names the host.
func (e *ClearTextError) Error() string {
	return fmt.Sprintf("refused to ask %s without TLS: what is asked and answered could be read and changed on the way", e.Host)
}

// RetryableError tells the SDK not to try again.
func (e *ClearTextError) RetryableError() bool { return false }

// look tells of a host that is not AWS's, once. It refuses one that is asked
// without TLS, other than this computer.
func (e *elsewhere) look(u *url.URL) error {
	if ofAWS(u) || instanceMetadata(u) {
		return nil
	}
	if u.Scheme != "https" && !loopback(u) {
		return &ClearTextError{u.Host}
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.tell != nil && !e.told[u.Host] {
		e.told[u.Host] = true
		e.tell(u.Host)
	}
	return nil
}

// beside looks at a request to what hands out credentials to a container. On this
// computer that is no surprise: in CloudShell it stands there.
func (e *elsewhere) beside(u *url.URL) error {
	if loopback(u) || atContainers(u) {
		return nil
	}
	return e.look(u)
}

// first has look asked about each request of a transport: Proxy is, before there is
// a connection, and an error of it ends the request. It is the one place that stays
// when the SDK makes a transport of its own out of this one, for a certificate of
// the reader's or for instance metadata. What goes without TLS goes to no proxy.
func first(t *http.Transport, look func(*url.URL) error) {
	proxy := t.Proxy
	t.Proxy = func(r *http.Request) (*url.URL, error) {
		if err := look(r.URL); err != nil || proxy == nil || r.URL.Scheme != "https" {
			return nil, err
		}
		return proxy(r)
	}
}

// ofAWS reports whether a request goes to AWS: to a host of one of its domains, by
// TLS. Source: DNS suffixes of the partitions, in the AWS SDK's endpoint rules;
// those of a VPC endpoint end in the same way. An API that somebody made with API
// Gateway or AppSync is theirs.
func ofAWS(u *url.URL) bool {
	host := strings.ToLower(u.Hostname())
	anybodys := strings.Contains(host, ".execute-api.") || strings.Contains(host, ".appsync-api.")
	return u.Scheme == "https" && !anybodys && slices.ContainsFunc([]string{
		".amazonaws.com", ".amazonaws.com.cn", ".amazonaws.eu", ".api.aws", ".api.amazonwebservices.com.cn",
	}, func(domain string) bool { return strings.HasSuffix(host, domain) })
}

// instanceMetadata reports whether u asks what AWS tells its own machines, which is
// without TLS. Source: EC2 User Guide, instance metadata.
func instanceMetadata(u *url.URL) bool {
	own := u.Host == "169.254.169.254" || u.Host == "[fd00:ec2::254]"
	return own && u.Scheme == "http" && strings.HasPrefix(u.Path, "/latest/")
}

// atContainers reports whether u is an address at which AWS hands credentials to
// containers of ECS and EKS, without TLS. Source: the AWS SDKs and Tools reference
// guide, container credential provider.
func atContainers(u *url.URL) bool {
	return slices.Contains([]string{"169.254.170.2", "169.254.170.23", "[fd00:ec2::23]"}, u.Host)
}

// loopback reports whether u stays on this computer: see home.
func loopback(u *url.URL) bool { return home(u.Hostname()) != "" }

// home is the address of a host that is this computer, "" for another one. Names
// below localhost are not looked up: whoever answers could say another place.
// Source: RFC 6761, 6.3.
func home(host string) string {
	host = strings.ToLower(host)
	switch {
	case net.ParseIP(host).IsLoopback():
		return host
	case host == "localhost" || strings.HasSuffix(host, ".localhost"):
		return "127.0.0.1"
	}
	return ""
}
