package io.github.rolecall.policy.generate;

import static io.github.rolecall.policy.Placeholders.fill;

import java.util.LinkedHashMap;
import java.util.Map;

/** A CloudFormation template in YAML. */
record CloudFormationTemplate(TrustTemplate template) {
  String text() {
    Object federated = template.builtIn() ? template.issuer() : Map.of("Ref", "Provider");
    return fill(
        """
        # An account has a provider once: if it is there, remove the resource Provider and name \
        its ARN.
        # Policies: %s
        # Deploy with --capabilities CAPABILITY_NAMED_IAM.
        %s\
        AWSTemplateFormatVersion: "2010-09-09"
        Description: %s
        Resources:
        %s  Role:
            Type: AWS::IAM::Role
            Properties:
        %s\
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
        template.comments("#"),
        description(),
        template.builtIn() ? "" : provider(),
        name(),
        Yaml.block(template.document(federated), " ".repeat(8)),
        TrustFormat.PLACEHOLDER_ACTION);
  }

  private String description() {
    String jobs = template.subject().split(":(ref|env)", 2)[0];
    return Quoted.text("Role for the jobs of " + jobs);
  }

  private String name() {
    var name = new LinkedHashMap<String, String>();
    name.put("RoleName", template.roleName());
    template.rolePath().ifPresent(path -> name.put("Path", path));
    return Yaml.block(name, " ".repeat(6));
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
        Quoted.text(template.url()), Quoted.text(template.audience()));
  }
}
