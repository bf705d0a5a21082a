package io.github.rolecall.policy.generate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The forms in which a trust policy is written: alone, or with provider, role and permissions. */
public enum TrustFormat {
  JSON,
  AWS_CLI,
  CLOUDFORMATION,
  TERRAFORM,
  PULUMI,
  CDK;

  /** Stands where the permissions of the role belong: everybody may do this anyway. */
  static final String PLACEHOLDER_ACTION = "sts:GetCallerIdentity";

  static final String PLACEHOLDER = "Put the permissions of the role here.";

  /** Ends with a line break. */
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
   * Whether it is the policy alone, which has no place for comments and needs the account; the
   * others say what was chosen, and find out the account by themselves.
   */
  public boolean policyAlone() {
    return this == JSON;
  }

  /** The word for users: {@code aws-cli}. */
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
