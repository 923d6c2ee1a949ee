package evidence

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

func quoteJSON(s string) string { b, _ := json.Marshal(s); return string(b) }

func joinJSON(list []string) string {
	var quoted []string
	for _, s := range list {
		quoted = append(quoted, quoteJSON(s))
	}
	return strings.Join(quoted, ",")
}

func TestFilesThatAreNotRead(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(outside, []byte(`{"Name":"secret"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.Mkdir(filepath.Join(dir, "us-east-1"), 0o700))
	must(os.Symlink(outside, filepath.Join(dir, "us-east-1", "x-linked.json")))
	must(os.Mkdir(filepath.Join(dir, "us-east-1", "x-folder.json"), 0o700))
	huge, err := os.Create(filepath.Join(dir, "us-east-1", "x-huge.json"))
	must(err)
	must(huge.Truncate(maxAnswer + 1)) // sparse
	must(huge.Close())
	root, err := os.OpenRoot(dir)
	must(err)
	defer root.Close()
	for command, want := range map[string]string{
		"x linked": "escapes", "x folder": "not a regular file", "x huge": "over 64 MiB", "x nothing": "was not collected",
	} {
		body, err := (&folder{dir: root.FS()}).fetch(Request{Call: Call{Command: command}, Region: GlobalRegion})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %.40q, %v; want an error with %q", command, body, err, want)
		}
	}
}

// What versions 1 and 2 of the aws command line print when a call fails.
func TestReadError(t *testing.T) {
	const api = "(%s) when calling the GetIt operation: User: arn:aws:iam::111122223333:user/x is not authorized"
	cases := []struct {
		text string
		kind Kind
		want string
	}{
		{"\nAn error occurred (AccessDenied) when calling the GetIt operation: no\n", Denied, "x get-it was refused (AccessDenied)"},
		{"\naws: [ERROR]: An error occurred (AccessDeniedException) when calling the GetIt operation: no\n", Denied, "x get-it was refused (AccessDeniedException)"},
		{"Note: old\nAn error occurred (NoSuchThing) when calling the GetIt operation: none\n", NotSet, "x get-it: nothing is set"},
		{"\nAn error occurred (Throttling) when calling the GetIt operation (reached max retries: 4): slow down\n", Throttled, "x get-it was throttled (Throttling)"},
		{"An error occurred (AWS.SimpleQueueService.NonExistentQueue) when calling the GetIt operation: x", Unreadable, "x get-it failed (AWS.SimpleQueueService.NonExistentQueue)"},
		{"An error occurred (ExpiredToken) when calling the GetIt operation: said An error occurred (NoSuchThing) when calling", NoCredentials, "x get-it: there were no credentials that AWS takes (ExpiredToken)"},
		{"aws: error: argument operation: Invalid choice, valid choices are:\n", Unreadable, "x get-it: this aws is too old for the call"},
		{"\naws: [ERROR]: An error occurred (ParamValidation): argument operation: Found invalid choice 'get-it'\n\n", Unreadable, "x get-it: this aws is too old for the call"},
		{"\nUnknown options: --brand-new\n", Unreadable, "x get-it: this aws is too old for the call"},
		{"\nUnable to locate credentials. You can configure credentials by running \"aws configure\".\n", NoCredentials, "x get-it: there were no credentials that AWS takes"},
		{"\nCould not connect to the endpoint URL: \"https://x.example/\"\n", Unreachable, "x get-it: AWS could not be reached"},
		{"hardbook: it was interrupted\n", Unreadable, "x get-it: it was interrupted"},
		{"hardbook: \x1b[2J\n", Unreadable, "x get-it: the aws command failed without saying why"},
		{"NoSuchThing", Unreadable, "x get-it: the aws command failed without saying why"},
		{strings.ReplaceAll(api, "%s", "NoSuchThing"), Unreadable, "x get-it: the aws command failed without saying why"},
		{"", Unreadable, "x get-it: the aws command failed without saying why"},
	}
	r := Request{Call: Call{Command: "x get-it", Absent: "NoSuchThing"}, Region: GlobalRegion}
	for _, c := range cases {
		dir := fstest.MapFS{r.Path() + ".err": {Data: []byte(c.text)}}
		_, err := (&folder{dir: dir}).fetch(r)
		if f := Failures(err); len(f) != 1 || f[0].Kind != c.kind || f[0].Error() != c.want {
			t.Errorf("%q is %v, want %s", c.text, err, c.want)
		}
	}
}

// TestAnswerBesideNoError: an aws command that had nothing to say can leave an empty file.
func TestAnswerBesideNoError(t *testing.T) {
	r := Request{Call: Call{Command: "x get-it"}, Region: GlobalRegion}
	dir := fstest.MapFS{r.Path() + ".json": {Data: []byte("{}")}, r.Path() + ".err": {Data: nil}}
	if body, err := (&folder{dir: dir}).fetch(r); err != nil || string(body) != "{}" {
		t.Errorf("%q, %v", body, err)
	}
}

func TestPathsStayInside(t *testing.T) {
	seen := map[string]string{}
	call := Each(groups(), "Groups", one("x list-things")).Calls()[1]
	for _, item := range hostileItems() {
		path := Request{Call: call, Region: GlobalRegion, Items: []string{item}}.Path()
		if !fs.ValidPath(path+".json") || !strings.HasPrefix(path, here+"x-list-things.") {
			t.Errorf("%q makes the path %q", item, path)
		}
		for _, part := range strings.Split(path, "/") {
			if len(part)+len(".json") > 255 {
				t.Errorf("%q makes a name of %d bytes", item, len(part))
			}
		}
		if other, twice := seen[path]; twice {
			t.Errorf("%q and %q have the path %q", item, other, path)
		}
		seen[path] = item
	}
}
