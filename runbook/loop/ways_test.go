//go:build loop

package loop

import (
	"archive/zip"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/iam"

	"hardbook/runbook/verify"
)

// TestWays goes the three ways of the book to the ticks, as the verifier role
// with permissions checked: each gives the verdicts that somebody gets who may
// do everything, and nothing is refused.
func TestWays(t *testing.T) {
	need(t, "zip")
	t.Parallel()
	b := newBook(t, borrow(t), account)
	b.cloud.play(good.overlay())
	for _, id := range []string{"billing-topic", "admin-user", "verifier-role", "operator-role"} {
		b.must("do", id)
	}
	boss := iam.NewFromConfig(b.cloud.sdk(b.makeUser("boss", []string{"iam:*"})))
	wide := widened(t, b.folder()+"/policies/verify.json")
	must(t, wide, b.give(boss, "hardbook-verifier", "hardbook-verify", wide))
	// AWS lets a user put on a role that trusts the user by name; moto wants
	// the user to have the permission, too.
	must(t, wide, b.grant(boss, b.Config.Admin.User, []string{"sts:AssumeRole"}))
	key, secret := b.makeKey(b.Config.Admin.User)
	everybody := b.verify()
	session := b.session("hardbook-verifier")
	b.cloud.enforce(t, "0")
	for way, report := range map[string]func() verify.Report{
		"one": func() verify.Report { return b.wayOne(session) }, "two": func() verify.Report { return b.wayTwo(key, secret) },
		"three": func() verify.Report { return b.wayThree(session) },
	} {
		b.cloud.forget()
		r := report()
		alike(t, "way "+way, everybody, r)
		if denied := checked(b.cloud.asked(t), false); len(denied) > 0 {
			t.Errorf("way %s is refused %v", way, denied)
		}
		if !strings.Contains(r.Source.Identity, ":assumed-role/hardbook-verifier/") {
			t.Errorf("way %s reads as %s", way, r.Source.Identity)
		}
	}
}

// wayOne runs collect.sh in the role's shell, takes the zip file away, and
// judges what is in it without a network.
func (b *book) wayOne(session []string) verify.Report {
	b.t.Helper()
	if r := b.run("mkdir shell && cd shell && bash '"+b.folder()+"/collect.sh'", session...); r.code != 0 {
		b.t.Fatalf("exit code %d\n%s", r.code, r.out)
	}
	found, err := filepath.Glob(filepath.Join(b.home, "shell", "hardbook-evidence-"+account+"-*.zip"))
	if err != nil || len(found) != 1 {
		b.t.Fatalf("collect.sh made the zip files %v, %v", found, err)
	}
	archive, err := zip.OpenReader(found[0])
	must(b.t, archive, err)
	defer archive.Close()
	there := b.t.TempDir()
	must(b.t, there, os.CopyFS(there, archive))
	return b.offline(filepath.Join(there, strings.TrimSuffix(filepath.Base(found[0]), ".zip")))
}

// wayTwo uses the profiles that the book prints, with a code typed at the
// prompt. That aws login signed the admin in is played by a key: the emulator
// has no such sign-in. From a key hardbook can go to the role by itself, so the
// profile in between is left out: the aws command that it runs is in version 2
// only, and Debian's cannot be pointed at the emulator for it.
func (b *book) wayTwo(key, secret string) verify.Report {
	b.t.Helper()
	printed := regexp.MustCompile("(?s)```ini\n(.*?)```").FindStringSubmatch(b.file("runbook.md"))
	if printed == nil {
		b.t.Fatal("the book prints no profiles")
	}
	profiles := regexp.MustCompile(`login_session = .*`).ReplaceAllString(printed[1], "aws_access_key_id = "+key+"\naws_secret_access_key = "+secret)
	b.write("config", profiles)
	x := b.open([]string{"bash", "--norc", "-i"}, "AWS_CONFIG_FILE="+b.home+"/config", "AWS_ENDPOINT_URL_STS="+b.cloud.server.URL)
	x.clear()
	fmt.Fprintf(x.keys, "unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY; %s verify --profile hardbook-role --format json --no-write >report.json\n", hardbook)
	x.wait(`MFA code for this profile: $`, time.Minute)
	fmt.Fprintln(x.keys, "123456")
	x.wait(regexp.QuoteMeta(ready)+"$", time.Minute)
	raw, err := os.ReadFile(filepath.Join(b.home, "report.json"))
	if err != nil || len(raw) == 0 {
		b.t.Fatalf("way two ends with %v\n%s", err, x.screen())
	}
	return b.parse(raw)
}

// wayThree runs hardbook where a shell in the browser hands the role's
// credentials over, as containers have them.
func (b *book) wayThree(session []string) verify.Report {
	b.t.Helper()
	values := map[string]string{}
	for _, s := range session {
		name, value, _ := strings.Cut(s, "=")
		values[name] = value
	}
	shell := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "the-token" {
			http.Error(w, "no", http.StatusForbidden)
			return
		}
		fmt.Fprintf(w, `{"AccessKeyId":%q,"SecretAccessKey":%q,"Token":%q,"Expiration":%q}`, values["AWS_ACCESS_KEY_ID"],
			values["AWS_SECRET_ACCESS_KEY"], values["AWS_SESSION_TOKEN"], time.Now().Add(time.Hour).UTC().Format(time.RFC3339))
	}))
	defer shell.Close()
	env := slices.DeleteFunc(b.env("AWS_CONTAINER_CREDENTIALS_FULL_URI="+shell.URL, "AWS_CONTAINER_AUTHORIZATION_TOKEN=the-token"), func(s string) bool {
		return strings.HasPrefix(s, "AWS_ACCESS_KEY_ID=") || strings.HasPrefix(s, "AWS_SECRET_ACCESS_KEY=")
	})
	return b.verifyAs(nil, env)
}

// session is the environment of somebody who put on a role of the book.
func (b *book) session(role string) []string {
	b.t.Helper()
	config, err := b.assume("testing", "testing", "arn:aws:iam::"+account+":role/"+role)
	must(b.t, config, err)
	c, err := config.Credentials.Retrieve(b.t.Context())
	must(b.t, c, err)
	return []string{"AWS_ACCESS_KEY_ID=" + c.AccessKeyID, "AWS_SECRET_ACCESS_KEY=" + c.SecretAccessKey, "AWS_SESSION_TOKEN=" + c.SessionToken}
}

// makeKey makes an access key for a user that is there.
func (b *book) makeKey(user string) (key, secret string) {
	b.t.Helper()
	made, err := iam.NewFromConfig(b.cloud.sdk("testing", "testing")).CreateAccessKey(b.t.Context(), &iam.CreateAccessKeyInput{UserName: &user})
	must(b.t, made, err)
	return *made.AccessKey.AccessKeyId, *made.AccessKey.SecretAccessKey
}
