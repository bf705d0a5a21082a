package io.github.rolecall.policy.generate;

import static io.github.rolecall.policy.generate.CloudFormationTemplate.map;

import io.github.rolecall.policy.ConditionKeys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A Pulumi program in YAML: a whole {@code Pulumi.yaml}. */
record PulumiProgram(TrustTemplate template) {
  String text() {
    boolean builtIn = ConditionKeys.builtIn(template.issuer());
    var resources = new LinkedHashMap<String, Object>();
    if (!builtIn) {
      resources.put(
          "provider",
          map(
              "type",
              "aws:iam:OpenIdConnectProvider",
              "properties",
              map(
                  "url",
                  "https://" + template.issuer(),
                  "clientIdLists",
                  List.of(escaped(template.audience())))));
    }
    String federated = builtIn ? template.issuer() : "\uE002";
    resources.put(
        "role",
        map(
            "type",
            "aws:iam:Role",
            "properties",
            map(
                "name",
                TrustFormat.roleName(template),
                "assumeRolePolicy",
                map("fn::toJSON", escaped(template.document(federated))))));
    resources.put(
        "permissions",
        map(
            "type",
            "aws:iam:RolePolicy",
            "properties",
            map("role", "${role.name}", "policy", map("fn::toJSON", AwsCliScript.permissions()))));
    return "# An account has a provider once: if it is there, import it.\n# permissions: "
        + TrustFormat.PLACEHOLDER
        + "\n"
        + Yaml.write(
                map(
                    "name",
                    "role-for-ci",
                    "runtime",
                    "yaml",
                    "resources",
                    resources,
                    "outputs",
                    map("roleArn", "${role.arn}")))
            .replace("\uE002", "${provider.arn}");
  }

  /** Pulumi replaces {@code ${...}} itself; a second dollar keeps the text. */
  private static Object escaped(Object value) {
    if (value instanceof Map<?, ?> map) {
      var copy = new LinkedHashMap<String, Object>();
      map.forEach((key, entry) -> copy.put(String.valueOf(key), escaped(entry)));
      return copy;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(PulumiProgram::escaped).toList();
    }
    return String.valueOf(value).replace("${", "$${");
  }
}
