package io.github.rolecall.policy;

import io.github.rolecall.Json;

/** A CDK app in TypeScript. */
record CdkApp(TrustTemplate template) {
  String text() {
    boolean builtIn = ConditionKeys.builtIn(template.issuer());
    return """
        import { App, Stack } from 'aws-cdk-lib';
        import * as iam from 'aws-cdk-lib/aws-iam';

        const app = new App();
        const stack = new Stack(app, 'RoleForCi');

        """
        + (builtIn ? "" : provider())
        + """
        const trust = new iam.FederatedPrincipal(
          %s,
          %s,
          %s,
        )%s;

        const role = new iam.Role(stack, 'Role', { roleName: %s, assumedBy: trust });

        // %s
        role.addToPolicy(new iam.PolicyStatement({ actions: ['%s'], resources: ['*'] }));
        """
            .formatted(
                builtIn ? Json.text(template.issuer()) : "provider.attrArn",
                Json.indented(template.conditionElement()).replace("\n", "\n  "),
                Json.text(Evaluation.ASSUME),
                template.tags() ? ".withSessionTags()" : "",
                Json.text(TrustFormat.roleName(template)),
                TrustFormat.PLACEHOLDER,
                TrustFormat.PLACEHOLDER_ACTION);
  }

  private String provider() {
    return """
        // An account has a provider once: if it is there, use its ARN instead.
        const provider = new iam.CfnOIDCProvider(stack, 'Provider', {
          url: %s,
          clientIdList: [%s],
        });

        """
        .formatted(Json.text("https://" + template.issuer()), Json.text(template.audience()));
  }
}
