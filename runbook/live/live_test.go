//go:build !offline

package live

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// aws is a loopback server that speaks the query protocol: answers by Action.
type awsServer struct {
	*httptest.Server
	mu      sync.Mutex
	actions []string // in order of arrival
	now     int      // under way
	most    int      // under way at a time, at the most
}

type answer func(form func(string) string, region string) (status int, body string)

func newServer(t testing.TB, answers map[string]answer) *awsServer {
	t.Helper()
	s := &awsServer{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		action := r.FormValue("Action")
		s.mu.Lock()
		s.actions = append(s.actions, action)
		s.now++
		s.most = max(s.most, s.now)
		s.mu.Unlock()
		defer func() { s.mu.Lock(); s.now--; s.mu.Unlock() }()
		status, body := http.StatusNotFound, "<html>no such page</html>"
		a, ok := answers[action]
		if !ok {
			a, ok = answers[""] // for all others
		}
		if ok {
			// Credential=AKID/date/region/service/aws4_request
			region := strings.Split(r.Header.Get("Authorization"), "/")[2]
			status, body = a(r.FormValue, region)
		}
		w.Header().Set("Content-Type", "text/xml")
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	}))
	t.Cleanup(s.Close)
	for name, value := range map[string]string{
		"AWS_ENDPOINT_URL": s.URL, "AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing", "AWS_MAX_ATTEMPTS": "2",
		"AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null", "AWS_EC2_METADATA_DISABLED": "true", "AWS_PROFILE": "",
	} {
		t.Setenv(name, value)
	}
	return s
}

// static answers the same every time; %s of body is what the API wraps around.
func static(status int, body string) answer {
	return func(func(string) string, string) (int, string) { return status, body }
}

func refusal(status int, code string) answer {
	return static(status, "<ErrorResponse><Error><Type>Sender</Type><Code>"+code+"</Code><Message>m</Message></Error></ErrorResponse>")
}

func identity(account string) answer {
	return static(200, "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>"+account+
		"</Account><Arn>arn:aws:iam::"+account+":user/x</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>")
}

func topics(names ...string) string {
	list := ""
	for _, n := range names {
		list += "<member><TopicArn>arn:aws:sns:us-east-1:111122223333:" + n + "</TopicArn></member>"
	}
	return "<Topics>" + list + "</Topics>"
}

func connect(t *testing.T, cfg config.Config, calls []evidence.Call) evidence.Evidence {
	t.Helper()
	account, err := Connect(t.Context(), cfg, Options{Region: "us-east-1"})
	if err != nil {
		t.Fatal(err)
	}
	account.aws.HTTPClient = anyHost(strings.TrimPrefix(os.Getenv("AWS_ENDPOINT_URL"), "http://"))
	return account.Evidence(t.Context(), time.Now(), calls)
}

// anyHost is a client that takes every host to be at one address: S3 Control
// puts the account before the name of its host.
func anyHost(address string) *awshttp.BuildableClient {
	return awshttp.NewBuildableClient().WithTransportOptions(func(tr *http.Transport) {
		tr.DialContext = func(ctx context.Context, network, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, network, address)
		}
	})
}

type topicList struct{ Topics []struct{ TopicArn string } }

var listTopics = evidence.Query[topicList]{Call: evidence.Call{Command: "sns list-topics", Action: "sns:ListTopics"}}

func TestConnectRefusesAnotherAccount(t *testing.T) {
	s := newServer(t, map[string]answer{"GetCallerIdentity": identity("999900001111")})
	_, err := Connect(t.Context(), config.Example(), Options{Region: "us-east-1"})
	var wrong *WrongAccountError
	if !errors.As(err, &wrong) || wrong.Got != "999900001111" || wrong.Hint() == "" {
		t.Fatalf("got %v", err)
	}
	if !slices.Equal(s.actions, []string{"GetCallerIdentity"}) {
		t.Errorf("requests were %q", s.actions)
	}
}

func TestConnectNeedsCredentials(t *testing.T) {
	newServer(t, map[string]answer{"GetCallerIdentity": refusal(403, "InvalidClientTokenId")})
	var none *NoCredentialsError
	if _, err := Connect(t.Context(), config.Example(), Options{Region: "us-east-1"}); !errors.As(err, &none) || none.Hint() == "" {
		t.Fatalf("got %v", err)
	}
}

func TestPagesAreFollowed(t *testing.T) {
	s := newServer(t, map[string]answer{
		"GetCallerIdentity": identity("111122223333"),
		"ListTopics": func(form func(string) string, _ string) (int, string) {
			page := topics("a") + "<NextToken>2</NextToken>"
			if form("NextToken") == "2" {
				page = topics("b", "c")
			}
			return 200, "<ListTopicsResponse><ListTopicsResult>" + page + "</ListTopicsResult></ListTopicsResponse>"
		},
	})
	got, err := listTopics.Answer(connect(t, config.Example(), listTopics.Calls()))
	if err != nil || len(got.Topics) != 3 {
		t.Fatalf("got %v, %v", got, err)
	}
	if len(s.actions) != 3 {
		t.Errorf("requests were %q", s.actions)
	}
}

// TestRegional: the list of Regions is evidence, each Region is asked, and a
// Region that refuses is named while the others keep their answers.
func TestRegional(t *testing.T) {
	regions := "<DescribeRegionsResponse><regionInfo>" +
		"<item><regionName>us-east-1</regionName><optInStatus>opt-in-not-required</optInStatus></item>" +
		"<item><regionName>eu-west-1</regionName><optInStatus>opted-in</optInStatus></item>" +
		"<item><regionName>af-south-1</regionName><optInStatus>not-opted-in</optInStatus></item>" +
		"</regionInfo></DescribeRegionsResponse>"
	newServer(t, map[string]answer{
		"GetCallerIdentity": identity("111122223333"),
		"DescribeRegions":   static(200, regions),
		"ListTopics": func(_ func(string) string, region string) (int, string) {
			if region == "eu-west-1" {
				return refusal(403, "AuthorizationError")(nil, region)
			}
			return 200, "<ListTopicsResponse><ListTopicsResult>" + topics("a") + "</ListTopicsResult></ListTopicsResponse>"
		},
	})
	e := connect(t, config.Example(), evidence.Regional(listTopics).Calls())
	got, err := evidence.Regional(listTopics).Answer(e)
	if len(got) != 1 || len(got["us-east-1"].Topics) != 1 {
		t.Errorf("got %v", got)
	}
	failures := evidence.Failures(err)
	if len(failures) != 1 || failures[0].Request.Region != "eu-west-1" || failures[0].Kind != evidence.Denied {
		t.Errorf("got %v", err)
	}
}

// TestWhatIsNoAnswer: an HTML page, a server error and an interruption are
// unreadable, never absent and never empty.
func TestWhatIsNoAnswer(t *testing.T) {
	listUser := evidence.Query[topicList]{Call: evidence.Call{Command: "iam get-user", Absent: "NoSuchEntity"}}
	cases := []struct {
		name   string
		answer answer
		want   evidence.Kind
	}{
		{"html", static(404, "<!doctype html><title>404</title>"), evidence.Unreadable},
		{"html with 200", static(200, "<!doctype html><title>hello</title>"), evidence.Unreadable},
		{"server error", static(500, "oops"), evidence.Unreadable},
		{"empty body", static(200, ""), evidence.Unreadable},
		{"denied", refusal(403, "AccessDenied"), evidence.Denied},
		{"expired", refusal(403, "ExpiredToken"), evidence.NoCredentials},
		{"throttled", refusal(400, "Throttling"), evidence.Throttled},
		{"absent", refusal(404, "NoSuchEntity"), evidence.NotSet},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			newServer(t, map[string]answer{"GetCallerIdentity": identity("111122223333"), "GetUser": c.answer})
			_, err := listUser.Answer(connect(t, config.Example(), listUser.Calls()))
			failures := evidence.Failures(err)
			if len(failures) != 1 || failures[0].Kind != c.want {
				t.Errorf("got %v (%+v)", err, failures)
			}
		})
	}
}

// TestCancel: once the context is done every answer fails, and says so.
func TestCancel(t *testing.T) {
	newServer(t, map[string]answer{"GetCallerIdentity": identity("111122223333")})
	ctx, cancel := context.WithCancel(t.Context())
	account, err := Connect(ctx, config.Example(), Options{Region: "us-east-1"})
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	_, err = listTopics.Answer(account.Evidence(ctx, time.Now(), listTopics.Calls()))
	if f := evidence.Failures(err); len(f) != 1 || !strings.Contains(f[0].Error(), "interrupted") {
		t.Errorf("got %v", err)
	}
}

// TestBound: never more than inFlight requests at a time, however many Regions,
// and never more than perService to one service in one Region.
func TestBound(t *testing.T) {
	slow := func(form func(string) string, region string) (int, string) {
		time.Sleep(20 * time.Millisecond)
		if form("Action") == "ListTopics" {
			var many []string
			for i := range 3 * perService {
				many = append(many, fmt.Sprint(i))
			}
			return 200, "<ListTopicsResponse><ListTopicsResult>" + topics(many...) + "</ListTopicsResult></ListTopicsResponse>"
		}
		return 200, "<GetTopicAttributesResponse><GetTopicAttributesResult></GetTopicAttributesResult></GetTopicAttributesResponse>"
	}
	s := newServer(t, map[string]answer{"GetCallerIdentity": identity("111122223333"), "": slow})
	cfg := config.Example()
	cfg.Account.Regions = nil
	for i := range inFlight + 20 {
		cfg.Account.Regions = append(cfg.Account.Regions, fmt.Sprintf("us-east-%d", i))
	}
	attributes := evidence.Query[struct{}]{Call: evidence.Call{Command: "sns get-topic-attributes", Action: "sns:GetTopicAttributes", Params: func(_ config.Config, items ...string) evidence.Params {
		return evidence.Params{"TopicArn": items[0]}
	}}}
	everywhere := evidence.Regional(listTopics).Calls()
	connect(t, cfg, everywhere).Load(everywhere)
	if s.most > inFlight || s.most <= perService {
		t.Errorf("%d requests were under way at a time in many Regions", s.most)
	}
	s.most = 0
	each := evidence.Each(listTopics.Call, "Topics[].TopicArn", attributes)
	connect(t, cfg, each.Calls()).Load(each.Calls())
	if s.most > perService || s.most < 2 {
		t.Errorf("%d requests were under way at a time in one Region", s.most)
	}
}

// TestUntil: a report that is still being made is asked for again.
func TestUntil(t *testing.T) {
	states := []string{"STARTED", "COMPLETE"}
	s := newServer(t, map[string]answer{
		"GetCallerIdentity": identity("111122223333"),
		"GenerateCredentialReport": func(func(string) string, string) (int, string) {
			state := states[0]
			states = states[1:]
			return 200, "<R><GenerateCredentialReportResult><State>" + state + "</State></GenerateCredentialReportResult></R>"
		},
	})
	made := evidence.Query[struct{ State string }]{Call: evidence.Call{
		Command: "iam generate-credential-report", Until: "State == 'COMPLETE'",
	}}
	got, err := made.Answer(connect(t, config.Example(), made.Calls()))
	if err != nil || got.State != "COMPLETE" || len(s.actions) != 3 {
		t.Errorf("got %v, %v after %q", got, err, s.actions)
	}
}
