package io.github.rolecall.policy.generate;

import static io.github.rolecall.policy.Placeholders.fill;

import io.github.rolecall.json.JsonWriter;
import java.util.Map;

/** A CloudFormation template in YAML. */
record CloudFormationTemplate(TrustTemplate template) {
  String text() {
    String jobs = template.subjects().get(0).split(":(ref|env)", 2)[0];
    Object federated = template.builtIn() ? template.issuer() : Map.of("Ref", "Provider");
    return fill(
        """
        # An account has a provider once: if it is there, remove the resource Provider and name \
        its ARN.
        # Policies: %s
        # Deploy with --capabilities CAPABILITY_NAMED_IAM.
        AWSTemplateFormatVersion: "2010-09-09"
        Description: %s
        Resources:
        %s  Role:
            Type: AWS::IAM::Role
            Properties:
              RoleName: %s
              AssumeRolePolicyDocument:
        %s      Policies:
                - PolicyName: permissions
                  PolicyDocument:
                    Version: "2012-10-17"
                    Statement:
                      - Effect: Allow
                        Action: %s
                        Resource: "*"
        Outputs:
          RoleArn:
            Value:
              Fn::GetAtt:
                - "Role"
                - "Arn"
        """,
        TrustFormat.PLACEHOLDER,
        JsonWriter.compact("A role for the jobs of " + jobs),
        template.builtIn() ? "" : provider(),
        Yaml.text(template.roleName()),
        Yaml.block(template.document(federated), " ".repeat(8)),
        TrustFormat.PLACEHOLDER_ACTION);
  }

  private String provider() {
    return fill(
        """
          Provider:
            Type: AWS::IAM::OIDCProvider
            Properties:
              Url: %s
              ClientIdList:
                - %s
        """,
        JsonWriter.compact(template.url()), JsonWriter.compact(template.audience()));
  }
}
