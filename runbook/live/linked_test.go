//go:build !offline

package live

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"

	"hardbook/runbook/evidence"
)

// TestOnlyDeclaredMethodsAreLinked: of each service, the program holds the
// methods for declared calls and no others. Where a client becomes an interface,
// the linker keeps all of its methods, which makes the program three times as
// large, and is a wall less: what is not there cannot be called.
func TestOnlyDeclaredMethodsAreLinked(t *testing.T) {
	declared := map[string]bool{}
	for _, connect := range services() {
		for command := range connect(aws.Config{}) {
			_, operation, _ := strings.Cut(command, " ")
			declared[operation] = true
		}
	}
	binary := filepath.Join(t.TempDir(), "hardbook")
	build := exec.Command("go", "build", "-o", binary, "hardbook/cmd/hardbook")
	build.Env = append(os.Environ(), "GOFLAGS=") // as a release is built
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	symbols, err := exec.Command("go", "tool", "nm", binary).Output()
	if err != nil {
		t.Fatal(err)
	}
	linked := 0
	for _, found := range regexp.MustCompile(`aws-sdk-go-v2/service/(\w+)\.\(\*Client\)\.([A-Z]\w*)(-fm)?\n`).FindAllStringSubmatch(string(symbols), -1) {
		service, method := found[1], found[2]
		switch {
		case declared[evidence.Kebab(method)]:
			linked++
		case method == "Options":
		case service == "s3": // s3.New itself makes an interface of the client, for S3 Express credentials
		case service == "sts" || ofTheChain(service):
		default:
			t.Errorf("%s of %s is linked, and no step declares it", method, service)
		}
	}
	for _, found := range regexp.MustCompile(`aws-sdk-go-v2/service/(\w+)/schemas\.init\n`).FindAllStringSubmatch(string(symbols), -1) {
		if !ofTheChain(found[1]) {
			t.Errorf("%s describes its whole API before main begins: take its last version without the package schemas", found[1])
		}
	}
	if linked < len(declared) {
		t.Errorf("%d methods of declared calls are linked, and %d are declared: this test does not see them", linked, len(declared))
	}
}

// ofTheChain reports whether the SDK's own configuration uses a service to find
// credentials: its version comes with the SDK's.
func ofTheChain(service string) bool {
	return service == "sso" || service == "ssooidc" || service == "signin"
}
