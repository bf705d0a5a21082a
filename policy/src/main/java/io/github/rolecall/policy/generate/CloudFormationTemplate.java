package io.github.rolecall.policy.generate;

import io.github.rolecall.policy.ConditionKeys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A CloudFormation template in YAML. */
record CloudFormationTemplate(TrustTemplate template) {
  String text() {
    boolean builtIn = ConditionKeys.builtIn(template.issuer());
    var resources = new LinkedHashMap<String, Object>();
    if (!builtIn) {
      resources.put(
          "Provider",
          resource(
              "AWS::IAM::OIDCProvider",
              map(
                  "Url",
                  "https://" + template.issuer(),
                  "ClientIdList",
                  List.of(template.audience()))));
    }
    Object federated = builtIn ? template.issuer() : Map.of("Ref", "Provider");
    resources.put(
        "Role",
        resource(
            "AWS::IAM::Role",
            map(
                "RoleName",
                TrustFormat.roleName(template),
                "AssumeRolePolicyDocument",
                template.document(federated),
                "Policies",
                List.of(
                    map(
                        "PolicyName",
                        "permissions",
                        "PolicyDocument",
                        AwsCliScript.permissions())))));
    var root =
        map(
            "AWSTemplateFormatVersion",
            "2010-09-09",
            "Description",
            "A role for the jobs of " + template.subjects().get(0).split(":(ref|env)", 2)[0],
            "Resources",
            resources,
            "Outputs",
            map("RoleArn", map("Value", map("Fn::GetAtt", List.of("Role", "Arn")))));
    return "# An account has a provider once: if it is there, remove the resource Provider and name"
        + " its ARN.\n# Policies: "
        + TrustFormat.PLACEHOLDER
        + "\n# Deploy with --capabilities CAPABILITY_NAMED_IAM.\n"
        + Yaml.write(root);
  }

  private static Map<String, Object> resource(String type, Map<String, Object> properties) {
    return map("Type", type, "Properties", properties);
  }

  /** Keys and values in turn, in this order. */
  static Map<String, Object> map(Object... entries) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < entries.length; i += 2) {
      map.put((String) entries[i], entries[i + 1]);
    }
    return map;
  }
}
