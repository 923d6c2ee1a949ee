package wire

// OnlyOpen are actions that a step needs only while it is to do: it looks into
// what must not be there. Where all is done nobody asks for them.
var OnlyOpen = map[string]string{"default-vpc": "ec2:DescribeNetworkInterfaces"}
