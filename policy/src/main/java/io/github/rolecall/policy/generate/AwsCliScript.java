package io.github.rolecall.policy.generate;

import static io.github.rolecall.policy.generate.CloudFormationTemplate.map;

import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.policy.ConditionKeys;
import java.util.List;
import java.util.Map;

/** A script of AWS CLI commands. */
record AwsCliScript(TrustTemplate template) {
  String text() {
    String name = quoted(TrustFormat.roleName(template));
    return "#!/bin/sh\nset -eu\n\n"
        + provider()
        + "# The role. If it exists: aws iam update-assume-role-policy --role-name "
        + name
        + " --policy-document ...\n"
        + (known() ? "" : "account=$(aws sts get-caller-identity --query Account --output text)\n")
        + "aws iam create-role --role-name "
        + name
        + path()
        + " --assume-role-policy-document "
        + trust()
        + "\n\n# "
        + TrustFormat.PLACEHOLDER
        + "\naws iam put-role-policy --role-name "
        + name
        + " --policy-name permissions --policy-document "
        + quoted(JsonWriter.indented(permissions()))
        + "\n";
  }

  private String provider() {
    if (ConditionKeys.builtIn(template.issuer())) {
      return "";
    }
    return "# The provider. An account has it once: EntityAlreadyExists means that it is there.\n"
        + "aws iam create-open-id-connect-provider --url "
        + quoted("https://" + template.issuer())
        + " --client-id-list "
        + quoted(template.audience())
        + " || echo 'Check that the provider lists the audience.' >&2\n\n";
  }

  private boolean known() {
    return !template.role().name().startsWith("<");
  }

  private String path() {
    String path = template.role().path();
    int end = path.lastIndexOf('/');
    return end < 0 ? "" : " --path " + quoted("/" + path.substring(0, end + 1));
  }

  private String trust() {
    String policy = quoted(template.json());
    return known()
        ? policy
        : policy.replace("::" + TrustTemplate.ANY_ACCOUNT + ":", "::'\"$account\"':");
  }

  static Map<String, Object> permissions() {
    return map(
        "Version",
        "2012-10-17",
        "Statement",
        List.of(map("Effect", "Allow", "Action", TrustFormat.PLACEHOLDER_ACTION, "Resource", "*")));
  }

  private static String quoted(String text) {
    return text.matches("[\\w@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
