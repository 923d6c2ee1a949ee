//go:build loop

package loop

const (
	adminDevice = `aws iam create-virtual-mfa-device --virtual-mfa-device-name NAME --bootstrap-method Base32StringSeed --outfile seed
aws iam enable-mfa-device --user-name WHO --serial-number arn:aws:iam::` + account + `:mfa/NAME --authentication-code1 123456 --authentication-code2 654321
`
	group = "aws ec2 describe-security-groups --filters Name=group-name,Values=default --query SecurityGroups[0].GroupId --output text"
)

// device gives somebody an MFA device.
func device(name, who string) string {
	one := about([]start{{make: adminDevice}})("NAME", name)
	return about(one)("WHO", who)[0].make
}

// settingStarts are the blocks that make nothing of their own, or little: as many
// states as there are.
var settingStarts = []starts{
	{step: "admin-mfa", kind: "do", found: []start{
		{what: "no device"},
		{what: "a device", make: device("iam-admin", "iam-admin"), says: "There is an MFA device already", keeps: "aws iam list-mfa-devices --user-name iam-admin"},
		{what: "a device by another name", make: device("phone", "iam-admin"), says: "There is an MFA device already"},
		{what: "one that was never set up", make: "aws iam create-virtual-mfa-device --virtual-mfa-device-name iam-admin --bootstrap-method Base32StringSeed --outfile seed"},
		{what: "one of somebody else", make: "aws iam create-user --user-name else\n" + device("phone", "else"), keeps: "aws iam list-mfa-devices --user-name else"},
		{what: "no user", make: `aws iam delete-login-profile --user-name iam-admin
aws iam remove-user-from-group --group-name iam-admins --user-name iam-admin
aws iam delete-user --user-name iam-admin`, stops: "NoSuchEntity"},
	}},
	{step: "require-mfa", kind: "do", found: []start{
		{what: "as the steps before left it"},
		{what: "another policy by the name", make: "aws iam put-group-policy --group-name iam-admins --policy-name hardbook-require-mfa --policy-document " + denyAll},
		{what: "a policy of others", make: "aws iam put-group-policy --group-name iam-admins --policy-name own --policy-document " + denyAll, keeps: "aws iam get-group-policy --group-name iam-admins --policy-name own"},
		{what: "no device", make: "aws iam deactivate-mfa-device --user-name iam-admin --serial-number arn:aws:iam::" + account + ":mfa/iam-admin", stops: "this user has no MFA device"},
		{what: "not in the group", make: "aws iam remove-user-from-group --group-name iam-admins --user-name iam-admin", stops: "this user is not in the group"},
	}},
	{step: "remove-operator", kind: "do", after: []string{"admin-user", "admin-mfa", "operator-role"}, found: []start{
		{what: "a machine uses it", stops: "machines use the role, by the instance profile machines", make: `aws iam create-instance-profile --instance-profile-name machines
aws iam add-role-to-instance-profile --instance-profile-name machines --role-name hardbook-operator`},
	}},
	{step: "password-policy", kind: "do", found: []start{
		{what: "none"},
		{what: "shorter", make: "aws iam update-account-password-policy --minimum-password-length 6"},
		{what: "longer", make: "aws iam update-account-password-policy --minimum-password-length 30", keeps: "aws iam get-account-password-policy --query PasswordPolicy.MinimumPasswordLength"},
		{what: "with an expiry", make: "aws iam update-account-password-policy --max-password-age 60", keeps: "aws iam get-account-password-policy --query PasswordPolicy.MaxPasswordAge"},
		{what: "one reused", make: "aws iam update-account-password-policy --password-reuse-prevention 1"},
		{what: "users must ask", make: "aws iam update-account-password-policy --minimum-password-length 20 --no-allow-users-to-change-password"},
	}},
	{step: "account-alias", kind: "do", found: []start{
		{what: "none"},
		{what: "this one", make: "aws iam create-account-alias --account-alias of-the-loop", says: "The account has this alias already."},
		{what: "another", make: "aws iam create-account-alias --account-alias old-name", says: "The alias until now: old-name"},
	}},
	{step: "s3-public-access", kind: "do", found: []start{
		{what: "none"},
		{what: "two of four", make: "aws s3control put-public-access-block --account-id " + account + " --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true"},
		{what: "all off", make: "aws s3control put-public-access-block --account-id " + account + " --public-access-block-configuration BlockPublicAcls=false,IgnorePublicAcls=false,BlockPublicPolicy=false,RestrictPublicBuckets=false"},
	}},
	{step: "default-security-groups", kind: "do", found: []start{
		{what: "as AWS makes them"},
		{what: "no rules", make: "g=$(" + group + ")\naws ec2 revoke-security-group-egress --group-id $g --ip-permissions 'IpProtocol=-1,IpRanges=[{CidrIp=0.0.0.0/0}]'"},
		{what: "a door for SSH", make: "g=$(" + group + ")\naws ec2 authorize-security-group-ingress --group-id $g --protocol tcp --port 22 --cidr 0.0.0.0/0"},
		{what: "one in IPv6", make: "g=$(" + group + ")\naws ec2 authorize-security-group-ingress --group-id $g --ip-permissions 'IpProtocol=tcp,FromPort=22,ToPort=22,Ipv6Ranges=[{CidrIpv6=::/0}]'"},
		{what: "another network", make: "aws ec2 create-vpc --cidr-block 10.0.0.0/16"},
		{what: "no network", make: dropNets + dropGate + "aws ec2 delete-vpc --vpc-id $vpc"},
		{what: "the tag already", make: "g=$(" + group + ")\naws ec2 create-tags --resources $g --tags Key=hardbook,Value=rules-revoked"},
		{what: "in use", make: `net=$(aws ec2 describe-subnets --query Subnets[0].SubnetId --output text)
aws ec2 create-network-interface --subnet-id $net`, says: "us-east-1 left alone: ", still: true, keeps: "aws ec2 describe-security-groups --filters Name=group-name,Values=default --query SecurityGroups[].IpPermissionsEgress[]"},
	}},
	{step: "default-security-groups", kind: "undo", found: []start{
		{what: "as the block left them"},
		{what: "a rule was added", make: "g=$(" + group + ")\naws ec2 authorize-security-group-ingress --group-id $g --protocol tcp --port 22 --cidr 203.0.113.0/24", keeps: "aws ec2 describe-security-groups --filters Name=group-name,Values=default --query SecurityGroups[].IpPermissions[].IpRanges[].CidrIp"},
		{what: "a rule of AWS is back", make: "g=$(" + group + ")\naws ec2 authorize-security-group-egress --group-id $g --ip-permissions 'IpProtocol=-1,IpRanges=[{CidrIp=0.0.0.0/0}]'"},
		{what: "one tag is gone", make: "g=$(" + group + ")\naws ec2 delete-tags --resources $g --tags Key=hardbook"},
	}},
}
