package evidence

// A Setting of the aws command can change what it prints or where it asks. Blocks
// and collect.sh pin those that they rely on.
type Setting struct {
	Config string // key in the configuration file, "" for none
	Env    string // environment variable, "" for none; it beats the file
	Value  string // what it is pinned to, as a shell writes it; "" leaves it to the reader
	Why    string
}

// Settings are all that the aws command knows, but for those that say who the
// reader is and how to reach AWS: credentials, profile, proxy, certificates.
// Source: AWS CLI User Guide, Configuration and credential file settings and
// Environment variables; botocore's configprovider.py; versions 1.46.2 and 2.36.12.
func Settings() []Setting {
	return []Setting{
		{"auth_scheme_preference", "AWS_AUTH_SCHEME_PREFERENCE", "sigv4", "every service takes this signature; another may be refused at every call"},
		{"cli_pager", "AWS_PAGER", "''", "a pager waits for a key, and hides an answer from the commands behind it"},
		{"cli_auto_prompt", "AWS_CLI_AUTO_PROMPT", "off", "a prompt waits for a person"},
		{"cli_error_format", "AWS_CLI_ERROR_FORMAT", "legacy", "blocks find the code of an error in its sentence"},
		{"", "AWS_CLI_FILE_ENCODING", "UTF-8", "what blocks hand over in files is UTF-8"},
		{"cli_history", "AWS_CLI_HISTORY_FILE", "/", "the history would keep the first password, and no variable switches it off: a folder it cannot write to. With /dev/null, root would make that unreadable for everybody else"},
		{"", "AWS_CLI_OUTPUT_ENCODING", "UTF-8", "answers are read as UTF-8"},
		{"output", "AWS_DEFAULT_OUTPUT", "json", "an answer in another form cannot be read, and one that version 1 does not know fails after the change was made"},
		{"use_dualstack_endpoint", "AWS_USE_DUALSTACK_ENDPOINT", "false", "several services have no such endpoint"},
		{"use_fips_endpoint", "AWS_USE_FIPS_ENDPOINT", "false", "most Regions have no such endpoints; whoever must use them works in the console"},

		{"region", "AWS_DEFAULT_REGION", "", "each command names its Region; what is left is global"},
		{"", "AWS_REGION", "", "the same, for version 2"},
		{"endpoint_url", "AWS_ENDPOINT_URL", "", "the account is checked first, at whatever answers there"},
		{"ignore_configured_endpoint_urls", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "", "either way leads to an account, which is checked first"},
		{"retry_mode", "AWS_RETRY_MODE", "", "each mode tries again; a block that gives up can be pasted again"},
		{"max_attempts", "AWS_MAX_ATTEMPTS", "", "the same"},
		{"", "AWS_NEW_RETRIES_2026", "", "the same"},
		{"defaults_mode", "AWS_DEFAULTS_MODE", "", "it changes how long to wait, and how often to try again"},
		{"cli_timestamp_format", "", "", "verify reads times in each form, and no block compares them"},
		{"cli_binary_format", "", "", "no block sends or reads a binary value"},
		{"cli_follow_urlparam", "", "", "no value of a config may begin like an address"},
		{"cli_help_output", "", "", "no block asks for help"},
		{"cli_hide_examples", "", "", "the same"},
		{"parameter_validation", "", "", "what blocks send is valid"},
		{"api_versions", "", "", "no variable pins it; with an old version the aws command fails, and the block stops"},
		{"s3", "", "", "no variable pins it: with use_accelerate_endpoint calls about buckets fail, and the block stops; the rest changes only addresses"},
		{"", "AWS_DATA_PATH", "", "whoever replaces the models of AWS's APIs means it"},
		{"cli_legacy_plugin_path", "", "", "whoever adds a plugin means it"},
		{"sts_regional_endpoints", "AWS_STS_REGIONAL_ENDPOINTS", "", "both endpoints say whose credentials these are"},
		{"account_id_endpoint_mode", "AWS_ACCOUNT_ID_ENDPOINT_MODE", "", "no service of the book has such endpoints"},
		{"endpoint_discovery_enabled", "AWS_ENDPOINT_DISCOVERY_ENABLED", "", "the same"},
		{"sigv4a_signing_region_set", "AWS_SIGV4A_SIGNING_REGION_SET", "", "no service of the book is signed so"},
		{"disable_host_prefix_injection", "AWS_DISABLE_HOST_PREFIX_INJECTION", "", "no call of the book has such a prefix"},
		{"request_checksum_calculation", "AWS_REQUEST_CHECKSUM_CALCULATION", "", "calls that need a checksum have one either way"},
		{"response_checksum_validation", "AWS_RESPONSE_CHECKSUM_VALIDATION", "", "no call of the book reads an object"},
		{"disable_request_compression", "AWS_DISABLE_REQUEST_COMPRESSION", "", "AWS takes both"},
		{"request_min_compression_size_bytes", "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES", "", "the same"},
		{"s3_use_arn_region", "AWS_S3_USE_ARN_REGION", "", "blocks name buckets, not ARNs"},
		{"s3_us_east_1_regional_endpoint", "AWS_S3_US_EAST_1_REGIONAL_ENDPOINT", "", "both endpoints answer"},
		{"s3_disable_express_session_auth", "AWS_S3_DISABLE_EXPRESS_SESSION_AUTH", "", "the book has no directory buckets"},
		{"s3_disable_multiregion_access_points", "AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS", "", "the book has no access points"},
		{"sdk_ua_app_id", "AWS_SDK_UA_APP_ID", "", "it is a name in the log"},
		{"csm_enabled", "AWS_CSM_ENABLED", "", "it reports calls, and changes none"},
		{"tcp_keepalive", "BOTOCORE_TCP_KEEPALIVE", "", "it changes no answer"},
	}
}

// Pinned is the command of a shell that pins the settings on which blocks and
// collect.sh rely.
func Pinned() string {
	line := "export"
	for _, s := range Settings() {
		if s.Value != "" {
			line += " " + s.Env + "=" + s.Value
		}
	}
	return line
}
