package calls

import (
	"errors"

	"hardbook/runbook/evidence"
)

// Admin is everything that decides whether the admin user is set up.
type Admin struct {
	User         User
	LoginProfile LoginProfile
	Groups       Groups
	AccessKeys   AccessKeys

	ServiceCredentials evidence.Maybe[ServiceCredentials] // of all users
}

// IAMAdmin asks for the admin user and what hangs on it. The answers are read
// directly and not from the credential report, which may be four hours old.
func IAMAdmin() evidence.Source[Admin] { return admin{} }

type admin struct{}

func (admin) Calls() []evidence.Call {
	return []evidence.Call{
		IAMAdminUser.Call, IAMAdminLoginProfile.Call, IAMAdminGroups.Call, IAMAdminAccessKeys.Call, IAMServiceCredentials.Call,
	}
}

func (admin) Answer(e evidence.Evidence) (a Admin, err error) {
	var failed [4]error
	a.User, failed[0] = IAMAdminUser.Answer(e)
	a.LoginProfile, failed[1] = IAMAdminLoginProfile.Answer(e)
	a.Groups, failed[2] = IAMAdminGroups.Answer(e)
	a.AccessKeys, failed[3] = IAMAdminAccessKeys.Answer(e)
	a.ServiceCredentials.Answer, a.ServiceCredentials.Unread = IAMServiceCredentials.Answer(e)
	return a, errors.Join(failed[:]...)
}
