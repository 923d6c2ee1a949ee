//go:build loop

package loop

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"hardbook/runbook"
	"hardbook/runbook/evidence"
	"hardbook/runbook/testneeds"
)

// awkward are values of settings of the aws command, by variable and by key of the
// configuration file, that a reader may have and that are in the way: of those that
// are pinned, one that would break blocks; of the others, not the usual one.
var awkward = map[string]string{
	"AWS_PAGER": "false", "AWS_CLI_AUTO_PROMPT": "on", "AWS_CLI_ERROR_FORMAT": "json", "AWS_CLI_FILE_ENCODING": "utf-16",
	"AWS_CLI_HISTORY_FILE": "HOME/history.db", "AWS_CLI_OUTPUT_ENCODING": "utf-16", "AWS_DEFAULT_OUTPUT": "off",
	"AWS_USE_DUALSTACK_ENDPOINT": "true", "AWS_USE_FIPS_ENDPOINT": "true", "AWS_DEFAULT_REGION": "eu-west-1", "AWS_REGION": "eu-west-1",
	"AWS_ENDPOINT_URL": "", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true", "AWS_RETRY_MODE": "adaptive", "AWS_MAX_ATTEMPTS": "2",
	"AWS_NEW_RETRIES_2026": "true", "AWS_DEFAULTS_MODE": "cross-region", "AWS_DATA_PATH": "HOME", "AWS_STS_REGIONAL_ENDPOINTS": "legacy",
	"AWS_ACCOUNT_ID_ENDPOINT_MODE": "required", "AWS_ENDPOINT_DISCOVERY_ENABLED": "true", "AWS_SIGV4A_SIGNING_REGION_SET": "*",
	"AWS_AUTH_SCHEME_PREFERENCE": "sigv4a", "AWS_DISABLE_HOST_PREFIX_INJECTION": "true", "AWS_REQUEST_CHECKSUM_CALCULATION": "when_required",
	"AWS_RESPONSE_CHECKSUM_VALIDATION": "when_required", "AWS_DISABLE_REQUEST_COMPRESSION": "true", "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES": "1",
	"AWS_S3_USE_ARN_REGION": "true", "AWS_S3_US_EAST_1_REGIONAL_ENDPOINT": "legacy", "AWS_S3_DISABLE_EXPRESS_SESSION_AUTH": "true",
	"AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS": "true", "AWS_SDK_UA_APP_ID": "an app", "AWS_CSM_ENABLED": "true", "BOTOCORE_TCP_KEEPALIVE": "true",

	"cli_pager": "false", "cli_auto_prompt": "on", "cli_error_format": "yaml", "cli_history": "enabled", "output": "yaml-stream", "use_dualstack_endpoint": "true",
	"use_fips_endpoint": "true", "region": "eu-west-1", "endpoint_url": "http://127.0.0.1:9", "ignore_configured_endpoint_urls": "true", "retry_mode": "adaptive",
	"max_attempts": "2", "defaults_mode": "cross-region", "cli_timestamp_format": "wire", "cli_binary_format": "raw-in-base64-out", "cli_follow_urlparam": "false",
	"cli_help_output": "browser", "cli_hide_examples": "true", "parameter_validation": "false", "api_versions": "",
	"s3": "\n  payload_signing_enabled = true\n  use_dualstack_endpoint = true\n  use_arn_region = true", "cli_legacy_plugin_path": "",
	"sts_regional_endpoints": "legacy", "account_id_endpoint_mode": "required", "endpoint_discovery_enabled": "true", "sigv4a_signing_region_set": "*",
	"auth_scheme_preference": "sigv4a", "disable_host_prefix_injection": "true", "request_checksum_calculation": "when_required",
	"response_checksum_validation": "when_required", "disable_request_compression": "true", "request_min_compression_size_bytes": "1",
	"s3_use_arn_region": "true", "s3_us_east_1_regional_endpoint": "legacy", "s3_disable_express_session_auth": "true",
	"s3_disable_multiregion_access_points": "true", "sdk_ua_app_id": "an app", "csm_enabled": "true", "tcp_keepalive": "true",
}

// awkwardly is the environment of a reader who has set all that the aws command
// knows, in variables or in the configuration file.
func (b *book) awkwardly(inFile bool) []string {
	b.t.Helper()
	var env []string
	file := "[default]\n"
	for _, s := range evidence.Settings() {
		for _, name := range []string{s.Env, s.Config} {
			value, ok := awkward[name]
			switch {
			case name == "":
			case !ok:
				b.t.Errorf("there is no awkward value of %s", name)
			case value == "":
			case inFile && name == s.Config:
				file += name + " = " + value + "\n"
			case !inFile && name == s.Env:
				env = append(env, name+"="+strings.Replace(value, "HOME", b.me(), 1))
			}
		}
	}
	if inFile {
		b.write("config", file)
		env = append(env, "AWS_CONFIG_FILE="+filepath.Join(b.home, "config"))
	}
	return env
}

// TestReadersSettings: whatever a reader has set, a block works, works again when
// it is pasted a second time, and collect.sh collects what it collects without the
// settings.
func TestReadersSettings(t *testing.T) {
	slow(t)
	need(t, testneeds.AWS2)
	t.Parallel()
	for _, where := range []string{"variables", "the configuration file"} {
		for _, version := range []int{1, 2} {
			t.Run(fmt.Sprintf("%s of version %d", where, version), func(t *testing.T) { playsAwkwardly(t, where != "variables", version) })
		}
	}
}

// playsAwkwardly plays blocks and collect.sh with all settings awkward.
func playsAwkwardly(t *testing.T, inFile bool, version int) {
	b := newBook(t, borrow(t), account)
	if version == 2 {
		b.useV2()
	}
	env := b.awkwardly(inFile)
	for _, id := range []string{"account-alias", "admin-user", "password-policy", "trail-bucket"} {
		for range 2 {
			b.mustBy([]string{"bash"}, "do", id, env...)
		}
		is(t, b.verify("--only", id), id, "done with such settings", runbook.StatusDone)
	}
	collected := filepath.Join(b.home, "collected")
	if r := b.run("bash '"+b.folder()+"/collect.sh' '"+collected+"'", env...); r.code != 0 {
		t.Fatalf("collect.sh ends with %d\n%s", r.code, r.out)
	}
	alike(t, "live, and collected with such settings", b.verify(), b.offline(collected))
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().Perm() != 0o666 {
		t.Errorf("%s is now %v, %v: others cannot use it any more", os.DevNull, info.Mode(), err)
	}
	for _, history := range []string{"history.db", ".aws/cli/history/*"} {
		if found, err := filepath.Glob(filepath.Join(b.me(), history)); err != nil || len(found) > 0 {
			t.Errorf("the history keeps what the blocks did: %v, %v", found, err)
		}
	}
}

// TestSettingsAreWhole: every variable and every key that botocore knows is among
// the settings that were decided about, or says who the reader is and how to reach
// AWS.
func TestSettingsAreWhole(t *testing.T) {
	program := testneeds.Program(t, testneeds.AWS1)
	found, err := filepath.Glob(filepath.Join(filepath.Dir(program), "../lib/python3*/site-packages/botocore/configprovider.py"))
	if err != nil || len(found) != 1 {
		t.Fatalf("botocore is not there: %v, %v", found, err)
	}
	raw, err := os.ReadFile(found[0])
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(raw), "BOTOCORE_DEFAUT_SESSION_VARIABLES = {")
	table, _, _ = strings.Cut(table, "\n}\n")
	known := map[string]bool{}
	for _, s := range evidence.Settings() {
		known[s.Env], known[s.Config] = true, true
	}
	for _, name := range strings.Fields(`profile AWS_DEFAULT_PROFILE AWS_PROFILE data_path config_file AWS_CONFIG_FILE ca_bundle AWS_CA_BUNDLE credentials_file AWS_SHARED_CREDENTIALS_FILE
		metadata_service_timeout AWS_METADATA_SERVICE_TIMEOUT metadata_service_num_attempts AWS_METADATA_SERVICE_NUM_ATTEMPTS ec2_metadata_service_endpoint AWS_EC2_METADATA_SERVICE_ENDPOINT
		ec2_metadata_service_endpoint_mode AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE ec2_metadata_v1_disabled AWS_EC2_METADATA_V1_DISABLED imds_use_ipv6 AWS_IMDS_USE_IPV6
		csm_host AWS_CSM_HOST csm_port AWS_CSM_PORT csm_client_id AWS_CSM_CLIENT_ID`) {
		known[name] = true
	}
	names := regexp.MustCompile(`'((?:AWS|BOTOCORE)_[A-Z0-9_]+)'|\n    '\w+': \(\s*'(\w+)'`).FindAllStringSubmatch(table, -1)
	if len(names) < 50 {
		t.Fatalf("only %d names were found", len(names))
	}
	for _, name := range names {
		if !known[name[1]+name[2]] {
			t.Errorf("nobody decided about the setting %s", name[1]+name[2])
		}
	}
}
