//go:build !offline

package live

// root is whose credentials everything rests on.
func (i Identity) root() Identity {
	for i.Source != nil {
		i = *i.Source
	}
	return i
}

// String says in one clause where the credentials come from.
func (i Identity) String() string {
	words := map[Kind]string{
		Environment: "the access key" + i.key() + " in your environment (AWS_ACCESS_KEY_ID)",
		StaticKeys:  "the access key" + i.key() + " in your AWS configuration",
		WebIdentity: "the role " + i.Role + ", for the token in a file (web identity)",
		SSO:         "a session of aws sso login",
		Login:       "a session of aws login",
		Process:     "a command that hands credentials over (credential_process)",
		Container:   "the service beside this program that hands credentials over, as in CloudShell (AWS_CONTAINER_CREDENTIALS_…)",
		Metadata:    "the role of this EC2 instance, if this is one; else there are no credentials",
		None:        "no credentials: none are configured here",
	}[i.Kind]
	if i.Kind == Role {
		words = "the role " + i.Role
		if i.MFA != "" {
			words += ", with a code from the MFA device " + i.MFA
		}
		words += ", put on by " + i.Source.String()
	}
	if i.Profile == "" {
		return words
	}
	return "profile " + i.Profile + ": " + words
}

// key names the access key by its end: all that may be shown of it.
func (i Identity) key() string {
	if i.Key == "" {
		return ""
	}
	return " that ends in " + i.Key
}
