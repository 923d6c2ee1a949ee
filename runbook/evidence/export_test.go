package evidence

// OuterNames lets tests outside of the package see which names a call is asked
// for, itself or through the call that its items come from.
var OuterNames = Call.names
