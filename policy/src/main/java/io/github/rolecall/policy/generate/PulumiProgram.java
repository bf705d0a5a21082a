package io.github.rolecall.policy.generate;

import static io.github.rolecall.policy.Placeholders.fill;

import java.util.LinkedHashMap;

/** A Pulumi program in YAML: a whole {@code Pulumi.yaml}. */
record PulumiProgram(TrustTemplate template) {
  private static final String PROVIDER = "${provider.arn}";

  String text() {
    return fill(
        """
        # An account has a provider once: if it is there, import it.
        # permissions: %s
        %s\
        name: "role-for-ci"
        runtime: yaml
        resources:
        %s  role:
            type: aws:iam:Role
            properties:
        %s\
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
        template.comments("#"),
        template.builtIn() ? "" : provider(),
        name(),
        trust(),
        TrustFormat.PLACEHOLDER_ACTION);
  }

  private String trust() {
    String federated = template.builtIn() ? template.issuer() : PROVIDER;
    String policy = escaped(Yaml.block(template.document(federated), " ".repeat(10)));
    // No value of the policy equals this: ${$}{ replaces dollar and brace there.
    return policy.replace(escaped(PROVIDER), PROVIDER);
  }

  private String name() {
    var name = new LinkedHashMap<String, String>();
    name.put("name", template.roleName());
    template.rolePath().ifPresent(path -> name.put("path", path));
    return escaped(Yaml.block(name, " ".repeat(6)));
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
        escaped(Quoted.text(template.url())), escaped(Quoted.text(template.audience())));
  }

  /** Pulumi replaces {@code ${...}} itself; a second dollar sign escapes it. */
  private static String escaped(String text) {
    return text.replace("${", "$${");
  }
}
