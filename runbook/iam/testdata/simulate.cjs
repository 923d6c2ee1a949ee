// Weighs the requests on standard input, a JSON text on each line, with the engine
// @cloud-copilot/iam-simulate, and prints what it makes of each. Its own function for
// this, runUnsafeSimulation, fails on every policy of a resource, since it gives it no
// name; so the function behind it is called here.
const path = require('node:path')
const from = require('node:module').createRequire(process.argv[2] + '/')
const engine = path.dirname(from.resolve('@cloud-copilot/iam-simulate'))
const { authorize } = require(engine + '/core_engine/CoreSimulatorEngine.js')
const { AwsRequestImpl } = require(engine + '/request/request.js')
const { RequestContextImpl } = require(engine + '/requestContext.js')
const { DiscoveryContextKeyConstraints } = require(engine + '/context_keys/discoveryContextKeyConstraints.js')
const { loadPolicy } = from('@cloud-copilot/iam-policy')

const load = (policy) => policy && loadPolicy(policy, { name: 'p' })
const lines = require('node:readline').createInterface({ input: process.stdin })
const answers = []
lines.on('line', (line) => {
  const { principal, action, resource, account, context, identity, boundary, of } = JSON.parse(line)
  const analysis = authorize({
    request: new AwsRequestImpl(principal, { resource, accountId: account }, action, new RequestContextImpl(context)),
    identityPolicies: (identity ?? []).map(load),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    resourcePolicy: load(of),
    permissionBoundaries: boundary && [load(boundary)],
    simulationParameters: { simulationMode: 'Strict', discoveryContextKeyConstraints: new DiscoveryContextKeyConstraints([]) },
    serviceSettings: { s3: {} },
  })
  answers.push(analysis.result)
})
lines.on('close', () => process.stdout.write(answers.join('\n') + '\n'))
