// Package steps holds every hardening step, one file each. To add one: its Go
// file here, its text in templates/steps, its cases in testdata, and one word
// in All.
package steps

import "hardbook/runbook"

// All lists every step in the order of the book: phases in their order, the
// actor changing as seldom as possible.
func All() []runbook.Step {
	steps := []runbook.Step{
		RootSignIn,
		RootMFA,
		RootSecondDevice,
		RootAccessKeys,
		RootUnused,
		RootRecovery,
		PrimaryContact,
		AlternateContacts,

		BillingAccess,
		BillingAlerts,
		BillingTopic,
		BillingAlarms,
		Budget,
		FirstDollarBudget,
		CostAnomalies,
		FreePlan,

		AdminUser,
		VerifierRole,
		AdminSignIn,
		AdminMFA,
		AdminIAMOnly,
		PasswordPolicy,
		AccountAlias,
		UsersMFA,
		UsersInGroups,
		NoStarPolicies,
		UnusedCredentials,
		AccessKeys,
		TemporaryAdmins,
		CloudShellAccess,
		ExpiredCertificates,
		SupportRole,
		TrailLogsRole,
		AlertRole,
		OperatorRole,
		PutRootAway,

		TrustedAdvisor,
		TrailBucket,
		AuditTrail,
		TrailAccessLog,
		TrailKMS,
		S3DataEvents,
		SecurityTopic,
		RootAlert,
		IAMAlert,
		TrailAlert,
		SignInAlert,
		CISAlarms,
		KeyRotation,
		GuardDuty,
		AccessAnalyzer,
		ConfigRecorder,
		SecurityHub,
		FlowLogs,

		S3PublicAccess,
		EBSEncryption,
		SnapshotPublicAccess,
		AMIPublicAccess,
		InstanceMetadata,
		DocumentSharing,
		CentralRootAccess,
		DefaultVPC,
		DefaultSecurityGroups,
		UnusedRegions,
		OpenAdminPorts,
		InstanceTokens,
		DataAtRest,
	}
	// The end of the operator depends on what is done with it.
	return append(steps, RemoveOperator(steps), RequireMFA)
}
