package replay

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"time"
)

// A Fault is a way for an answer to go wrong.
type Fault struct {
	Name    string
	Write   func(http.ResponseWriter, *http.Request, Exchange)
	Nothing bool // some services answer so where nothing is set: whoever says that something is to do is right
}

// Faults are all of them. An error is written as the service writes its own: the
// status and the code are what AWS documents as common to all APIs, or S3's and
// EC2's own words for the same.
// Source: AWS API references, Common Errors; Amazon S3 API Reference, Error responses;
// Amazon EC2 API Reference, Error codes.
func Faults() []Fault {
	refused := func(name string, status int, code string) Fault {
		return Fault{Name: name, Write: func(w http.ResponseWriter, _ *http.Request, x Exchange) { x.refuse(status, code).Write(w) }}
	}
	body := func(name string, change func(string) string) Fault {
		return Fault{Name: name, Write: func(w http.ResponseWriter, _ *http.Request, x Exchange) {
			x.Status, x.Body = http.StatusOK, []byte(change(string(x.Body)))
			x.Write(w)
		}}
	}
	// One is for answers in JSON and XML, the other for those in CBOR.
	either := func(name string, change, cbor func(string) string) Fault {
		return Fault{Name: name, Nothing: true, Write: func(w http.ResponseWriter, r *http.Request, x Exchange) {
			if x.isCBOR() {
				body(name, cbor).Write(w, r, x)
				return
			}
			body(name, change).Write(w, r, x)
		}}
	}
	nothing := func(f Fault) Fault {
		f.Nothing = true
		return f
	}
	return []Fault{
		{Name: "throttling", Write: func(w http.ResponseWriter, _ *http.Request, x Exchange) {
			status, code := 400, "ThrottlingException"
			switch x.Service {
			case "ec2":
				status, code = 503, "RequestLimitExceeded"
			case "s3":
				status, code = 503, "SlowDown"
			}
			x.refuse(status, code).Write(w)
		}},
		refused("access denied", 403, "AccessDenied"),
		refused("expired token", 403, "ExpiredToken"),
		refused("clock skew", 403, "RequestTimeTooSkewed"),
		refused("internal error", 500, "InternalFailure"),
		refused("unavailable", 503, "ServiceUnavailable"),
		{Name: "500 without a word", Write: func(w http.ResponseWriter, _ *http.Request, _ Exchange) { w.WriteHeader(500) }},
		{Name: "a page of a proxy", Write: func(w http.ResponseWriter, _ *http.Request, _ Exchange) {
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(200)
			fmt.Fprint(w, "<!DOCTYPE html><html><body><p>Please sign in to the network<br></body></html>")
		}},
		{Name: "connection cut before the answer", Write: func(w http.ResponseWriter, _ *http.Request, _ Exchange) { panic(http.ErrAbortHandler) }},
		{Name: "connection cut in the middle", Write: func(w http.ResponseWriter, _ *http.Request, x Exchange) {
			w.Header().Set("Content-Length", fmt.Sprint(len(x.Body)+1))
			x.Body = x.Body[:len(x.Body)/2]
			x.Write(w)
			panic(http.ErrAbortHandler)
		}},
		body("truncated", func(s string) string { return s[:len(s)/2] }),
		body("the end is missing", func(s string) string { return s[:max(0, len(s)-12)] }),
		body("nothing", func(string) string { return "" }),
		either("an empty object", func(s string) string {
			if strings.HasPrefix(s, "{") {
				return "{}"
			}
			return "<Response/>"
		}, func(string) string { return "\xa0" }),
		nothing(body("null", func(string) string { return "null" })),
		body("garbage", func(s string) string { return strings.Repeat("\x00\xff<{[", len(s)/5+1) }),
		// To the SDK an empty object, too.
		either("members of other names", func(s string) string {
			s = regexp.MustCompile(`"(\w+)":`).ReplaceAllString(s, `"x$1":`)
			return regexp.MustCompile(`<(/?)(\w)`).ReplaceAllString(s, "<${1}x$2")
		}, func(s string) string { return regexp.MustCompile(`[A-Z]([a-z])`).ReplaceAllString(s, "x$1") }),
		{Name: "slow", Write: func(w http.ResponseWriter, r *http.Request, x Exchange) {
			select {
			case <-r.Context().Done():
			case <-time.After(time.Minute):
				x.Write(w)
			}
		}},
		{Name: "drop by drop", Write: func(w http.ResponseWriter, r *http.Request, x Exchange) {
			w.Header().Set("Content-Type", x.Header.Get("Content-Type"))
			drip(r.Context(), w, x.Body)
		}},
	}
}

// refuse is the exchange with an error in the form of its service.
func (x Exchange) refuse(status int, code string) Exchange {
	binary := x.isCBOR()
	x.Header = http.Header{"Content-Type": {"text/xml"}}
	switch text := strings.TrimSpace(string(x.Body)); {
	case binary:
		x.Header = http.Header{"Content-Type": {"application/cbor"}, "Smithy-Protocol": {rpcCBOR}}
		x.Body = []byte("\xa1\x66__type\x78" + string(rune(len(code))) + code) // an object with one text in it
	case strings.HasPrefix(text, "{"), text == "":
		x.Header = http.Header{"Content-Type": {"application/json"}, "X-Amzn-Errortype": {code}}
		x.Body = []byte(fmt.Sprintf(`{"__type": %q, "message": "no"}`, code))
	case x.Service == "ec2":
		x.Body = []byte("<Response><Errors><Error><Code>" + code + "</Code><Message>no</Message></Error></Errors></Response>")
	case x.Service == "s3":
		x.Body = []byte("<Error><Code>" + code + "</Code><Message>no</Message></Error>")
	default:
		x.Body = []byte("<ErrorResponse><Error><Type>Sender</Type><Code>" + code + "</Code><Message>no</Message></Error></ErrorResponse>")
	}
	x.Status = status
	return x
}

// rpcCBOR names the protocol of services whose answers are binary.
const rpcCBOR = "rpc-v2-cbor"

func (x Exchange) isCBOR() bool { return http.Header(x.Header).Get("Smithy-Protocol") == rpcCBOR }

// drip writes a letter a tenth of a second, until ctx is done.
func drip(ctx context.Context, w http.ResponseWriter, body []byte) {
	for _, letter := range body {
		select {
		case <-ctx.Done():
			return
		case <-time.After(100 * time.Millisecond):
			_, _ = w.Write([]byte{letter}) // who went away reads nothing
			_ = http.NewResponseController(w).Flush()
		}
	}
}
