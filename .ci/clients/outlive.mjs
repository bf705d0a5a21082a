// Calls STS with one client for a number of seconds, as a long program does. An error ends it.
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

const end = Date.now() + 1000 * Number(process.argv[2]);
const client = new STSClient({});
let answer;
while (Date.now() < end) {
  answer = await client.send(new GetCallerIdentityCommand({}));
  await new Promise((wake) => setTimeout(wake, 500));
}
console.log(answer.Arn);
