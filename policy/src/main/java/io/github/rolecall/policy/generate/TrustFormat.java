package io.github.rolecall.policy.generate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The output formats of a trust policy: the policy alone, or with provider, role and permissions.
 */
public enum TrustFormat {
  JSON,
  AWS_CLI,
  CLOUDFORMATION,
  TERRAFORM,
  PULUMI,
  CDK;

  /** Replaces the permissions of the role. Every identity may call this action anyway. */
  static final String PLACEHOLDER_ACTION = "sts:GetCallerIdentity";

  static final String PLACEHOLDER = "Put the permissions of the role here.";

  /** The text ends with a line break. */
  public String write(TrustTemplate template) {
    return switch (this) {
      case JSON -> template.json() + "\n";
      case AWS_CLI -> new AwsCliScript(template).text();
      case CLOUDFORMATION -> new CloudFormationTemplate(template).text();
      case TERRAFORM -> new TerraformModule(template).text();
      case PULUMI -> new PulumiProgram(template).text();
      case CDK -> new CdkApp(template).text();
    };
  }

  /**
   * Whether it is only the policy, which has no comments and needs the account. The other formats
   * explain the choices in comments, and find the account themselves.
   */
  public boolean policyAlone() {
    return this == JSON;
  }

  /** The name for users: {@code aws-cli}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static List<String> words() {
    return Stream.of(values()).map(TrustFormat::word).toList();
  }

  public static Optional<TrustFormat> of(String word) {
    return Stream.of(values()).filter(format -> format.word().equals(word)).findFirst();
  }
}
