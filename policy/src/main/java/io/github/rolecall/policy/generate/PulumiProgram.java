package io.github.rolecall.policy.generate;

import static io.github.rolecall.policy.Placeholders.fill;

import io.github.rolecall.json.JsonWriter;

/** A Pulumi program in YAML: a whole {@code Pulumi.yaml}. */
record PulumiProgram(TrustTemplate template) {
  private static final String PROVIDER = "${provider.arn}";

  String text() {
    String federated = template.builtIn() ? template.issuer() : PROVIDER;
    String policy = escaped(Yaml.block(template.document(federated), " ".repeat(10)));
    return fill(
        """
        # An account has a provider once: if it is there, import it.
        # permissions: %s
        name: "role-for-ci"
        runtime: yaml
        resources:
        %s  role:
            type: aws:iam:Role
            properties:
              name: %s
              assumeRolePolicy:
                fn::toJSON:
        %s  permissions:
            type: aws:iam:RolePolicy
            properties:
              role: "${role.name}"
              policy:
                fn::toJSON:
                  Version: "2012-10-17"
                  Statement:
                    - Effect: Allow
                      Action: %s
                      Resource: "*"
        outputs:
          roleArn: "${role.arn}"
        """,
        TrustFormat.PLACEHOLDER,
        template.builtIn() ? "" : provider(),
        Yaml.text(template.roleName()),
        // A value of the policy never is this: it has ${$}{ for dollar and brace.
        policy.replace(escaped(PROVIDER), PROVIDER),
        TrustFormat.PLACEHOLDER_ACTION);
  }

  private String provider() {
    return fill(
        """
          provider:
            type: aws:iam:OpenIdConnectProvider
            properties:
              url: %s
              clientIdLists:
                - %s
        """,
        JsonWriter.compact(template.url()), escaped(JsonWriter.compact(template.audience())));
  }

  /** Pulumi replaces {@code ${...}} itself; a second dollar keeps the text. */
  private static String escaped(String text) {
    return text.replace("${", "$${");
  }
}
