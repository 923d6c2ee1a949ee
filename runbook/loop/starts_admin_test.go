//go:build loop

package loop

import "strings"

// These make what the blocks about the admin find; the names are those of the
// config's defaults.
const (
	makeUser    = "aws iam create-user --user-name iam-admin\n"
	makeGroup   = "aws iam create-group --group-name iam-admins\n"
	makeTrainee = "aws iam create-user --user-name trainee\naws iam add-user-to-group --group-name iam-admins --user-name trainee\n"
	otherGroup  = "aws iam create-group --group-name others\naws iam add-user-to-group --group-name others --user-name iam-admin\n"
	adminPolicy = "arn:aws:iam::aws:policy/AdministratorAccess"
)

// adminStarts are the blocks about the admin user, its group and its MFA. moto
// checks nothing when a user is deleted but its policies.
var adminStarts = []starts{
	{step: "admin-user", kind: "do", found: []start{
		{what: "nothing"},
		{what: "the group", make: makeGroup},
		{what: "the user", make: makeUser},
		{what: "both, apart", make: makeUser + makeGroup},
		{what: "the user in the group", make: makeUser + makeGroup + "aws iam add-user-to-group --group-name iam-admins --user-name iam-admin"},
		{what: "the user has a password", make: makeUser + "aws iam create-login-profile --user-name iam-admin --password 'Hb-old-password-7'",
			keeps: "aws iam get-login-profile --user-name iam-admin", says: "has a console password already"},
		{what: "the user is in another group", make: makeUser + otherGroup, keeps: "aws iam get-group --group-name others --query Users[].UserName"},
		{what: "the group has another policy", make: makeGroup + "aws iam put-group-policy --group-name iam-admins --policy-name own --policy-document " + allowAll,
			keeps: "aws iam get-group-policy --group-name iam-admins --policy-name own"},
		{what: "the group has another shell", make: makeGroup + "aws iam put-group-policy --group-name iam-admins --policy-name hardbook-shell --policy-document " + allowAll},
		{what: "the group has a path", make: "aws iam create-group --group-name iam-admins --path /people/"},
		{what: "the user has tags", make: "aws iam create-user --user-name iam-admin --tags Key=owner,Value=jo", keeps: "aws iam list-user-tags --user-name iam-admin"},
		{what: "somebody else is in the group", make: makeGroup + makeTrainee, stops: "choose another name for the group in hardbook.yaml, and generate the book anew: trainee"},
		{what: "many are, and the user", make: makeUser + makeGroup + makeTrainee + `aws iam add-user-to-group --group-name iam-admins --user-name iam-admin
for n in guest old; do aws iam create-user --user-name $n; aws iam add-user-to-group --group-name iam-admins --user-name $n; done`, stops: "trainee\tguest\told"},
		{what: "the user has a path", make: "aws iam create-user --user-name iam-admin --path /people/", stops: "This one is arn:aws:iam::" + account + ":user/people/iam-admin"},
		{what: "the user has a key", make: makeUser + "aws iam create-access-key --user-name iam-admin", stops: "the user must have no access key"},
	}},
	{step: "admin-user", kind: "undo", found: []start{
		{what: "as the book made it"},
		{what: "all is gone", make: `aws iam delete-login-profile --user-name iam-admin
aws iam remove-user-from-group --group-name iam-admins --user-name iam-admin
aws iam delete-user --user-name iam-admin
aws iam delete-group-policy --group-name iam-admins --policy-name hardbook-shell
aws iam detach-group-policy --group-name iam-admins --policy-arn arn:aws:iam::aws:policy/IAMFullAccess
aws iam delete-group --group-name iam-admins`},
		{what: "the user is gone", make: "aws iam delete-login-profile --user-name iam-admin\naws iam remove-user-from-group --group-name iam-admins --user-name iam-admin\naws iam delete-user --user-name iam-admin"},
		{what: "it is in no group", make: "aws iam remove-user-from-group --group-name iam-admins --user-name iam-admin"},
		{what: "keys were made", make: "aws iam create-access-key --user-name iam-admin\naws iam create-access-key --user-name iam-admin"},
		{what: "an attached policy", make: "aws iam attach-user-policy --user-name iam-admin --policy-arn " + adminPolicy, stops: "AdministratorAccess"},
		{what: "an inline policy", make: "aws iam put-user-policy --user-name iam-admin --policy-name own --policy-document " + allowAll, stops: "own"},
		{what: "another group", make: otherGroup, stops: "others"},
		{what: "an SSH key", make: `aws iam upload-ssh-public-key --user-name iam-admin --ssh-public-key-body "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC7 jo"`, stops: "APKA"},
		{what: "a signing certificate", make: `openssl req -x509 -newkey rsa:2048 -nodes -keyout /dev/null -subj /CN=jo -out cert.pem 2>/dev/null
aws iam upload-signing-certificate --user-name iam-admin --certificate-body "$(cat cert.pem)"`, stops: "Take them away, and paste the block again"},
		{what: "credentials of a service", make: "aws iam create-service-specific-credential --user-name iam-admin --service-name bedrock.amazonaws.com", stops: "ACCA"},
		{what: "somebody else in the group", make: makeTrainee, stops: "trainee"},
		{what: "the group refuses what has no MFA", make: "aws iam put-group-policy --group-name iam-admins --policy-name hardbook-require-mfa --policy-document " + denyAll, stops: "hardbook-require-mfa"},
		{what: "the group has another policy of AWS", make: "aws iam attach-group-policy --group-name iam-admins --policy-arn " + adminPolicy, stops: "AdministratorAccess"},
		{what: "it is another user, with a path", make: `aws iam delete-login-profile --user-name iam-admin
aws iam remove-user-from-group --group-name iam-admins --user-name iam-admin
aws iam delete-user --user-name iam-admin
aws iam create-user --user-name iam-admin --path /people/`, stops: "user/people/iam-admin"},
	}},
	{step: "admin-iam-only", kind: "do", found: []start{
		{what: "as the book made it"},
		{what: "a policy of AWS", make: "aws iam attach-user-policy --user-name iam-admin --policy-arn " + adminPolicy, says: "Taken from the user: " + adminPolicy},
		{what: "an inline policy", make: "aws iam put-user-policy --user-name iam-admin --policy-name own+more@home --policy-document " + allowAll},
		{what: "another group", make: otherGroup, says: "the group others"},
		{what: "the group has too much", make: "aws iam attach-group-policy --group-name iam-admins --policy-arn " + adminPolicy},
		{what: "an inline policy of the group", make: "aws iam put-group-policy --group-name iam-admins --policy-name own --policy-document " + allowAll},
		{what: "the group lacks all", make: "aws iam detach-group-policy --group-name iam-admins --policy-arn arn:aws:iam::aws:policy/IAMFullAccess"},
		{what: "it is in no group", make: "aws iam remove-user-from-group --group-name iam-admins --user-name iam-admin"},
		{what: "a permissions boundary", make: "aws iam put-user-permissions-boundary --user-name iam-admin --permissions-boundary arn:aws:iam::aws:policy/ReadOnlyAccess",
			says: "Taken from the user: the permissions boundary arn:aws:iam::aws:policy/ReadOnlyAccess"},
		{what: "the group refuses all", make: "aws iam put-group-policy --group-name iam-admins --policy-name never --policy-document " + denyAll, says: "Taken from the group: never"},
		{what: "the user is refused IAM", make: "aws iam put-user-policy --user-name iam-admin --policy-name never --policy-document " + strings.Replace(denyAll, `"*","Resource"`, `["iam:*"],"Resource"`, 1), says: "Taken from the user: never"},
		{what: "the user is refused a part of IAM", make: "aws iam put-user-policy --user-name iam-admin --policy-name some --policy-document " + strings.Replace(denyAll, `"*","Resource"`, `"iam:DeleteUser","Resource"`, 1),
			says: "Left, since it only refuses: some", keeps: "aws iam get-user-policy --user-name iam-admin --policy-name some", still: true},
		{what: "it is refused all but IAM", make: "aws iam put-user-policy --user-name iam-admin --policy-name some --policy-document " + strings.Replace(denyAll, `"Action":"*"`, `"NotAction":"iam:*"`, 1),
			keeps: "aws iam get-user-policy --user-name iam-admin --policy-name some"},
		{what: "it has IAMFullAccess itself", make: "aws iam attach-user-policy --user-name iam-admin --policy-arn arn:aws:iam::aws:policy/IAMFullAccess"},
		{what: "somebody else is in the group", make: makeTrainee, stops: "trainee"},
		{what: "there is no user", make: `aws iam delete-login-profile --user-name iam-admin
aws iam remove-user-from-group --group-name iam-admins --user-name iam-admin
aws iam delete-user --user-name iam-admin`, stops: "there is no such user"},
	}},
}
