package io.github.rolecall.policy.generate;

import static io.github.rolecall.policy.Placeholders.fill;

import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.policy.Evaluation;

/** A CDK app in TypeScript. */
record CdkApp(TrustTemplate template) {
  String text() {
    return fill(
        """
        import { App, Stack } from 'aws-cdk-lib';
        import * as iam from 'aws-cdk-lib/aws-iam';

        const app = new App();
        const stack = new Stack(app, 'RoleForCi');

        %s%sconst trust = new iam.FederatedPrincipal(
          %s,
          %s,
          %s,
        )%s;

        const role = new iam.Role(stack, 'Role', { roleName: %s,%s assumedBy: trust });

        // %s
        role.addToPolicy(new iam.PolicyStatement({ actions: ['%s'], resources: ['*'] }));
        """,
        template.builtIn() ? "" : provider(),
        template.comments("//"),
        template.builtIn() ? JsonWriter.compact(template.issuer()) : "provider.attrArn",
        JsonWriter.indented(template.conditionElement()).replace("\n", "\n  "),
        JsonWriter.compact(Evaluation.ASSUME),
        template.tags() ? ".withSessionTags()" : "",
        JsonWriter.compact(template.roleName()),
        template.rolePath().map(path -> " path: " + JsonWriter.compact(path) + ",").orElse(""),
        TrustFormat.PLACEHOLDER,
        TrustFormat.PLACEHOLDER_ACTION);
  }

  private String provider() {
    return fill(
        """
        // An account has a provider once: if it is there, use its ARN instead.
        const provider = new iam.CfnOIDCProvider(stack, 'Provider', {
          url: %s,
          clientIdList: [%s],
        });

        """,
        JsonWriter.compact(template.url()), JsonWriter.compact(template.audience()));
  }
}
