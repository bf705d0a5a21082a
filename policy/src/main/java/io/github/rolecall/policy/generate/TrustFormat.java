package io.github.rolecall.policy.generate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The forms in which a trust policy is written: alone, or with provider, role and permissions. */
public enum TrustFormat {
  JSON {
    @Override
    public String write(TrustTemplate template) {
      return template.json() + "\n";
    }
  },
  AWS_CLI {
    @Override
    public String write(TrustTemplate template) {
      return new AwsCliScript(template).text();
    }
  },
  CLOUDFORMATION {
    @Override
    public String write(TrustTemplate template) {
      return new CloudFormationTemplate(template).text();
    }
  },
  TERRAFORM {
    @Override
    public String write(TrustTemplate template) {
      return new TerraformModule(template).text();
    }
  },
  PULUMI {
    @Override
    public String write(TrustTemplate template) {
      return new PulumiProgram(template).text();
    }
  },
  CDK {
    @Override
    public String write(TrustTemplate template) {
      return new CdkApp(template).text();
    }
  };

  /**
   * What is put where the permissions of the role belong: it allows nothing that is not allowed.
   */
  static final String PLACEHOLDER_ACTION = "sts:GetCallerIdentity";

  static final String PLACEHOLDER = "Put the permissions of the role here.";

  /** The text with the next value in place of every {@code %s}. */
  static String fill(String text, String... values) {
    var filled = new StringBuilder();
    int from = 0;
    for (String value : values) {
      int at = text.indexOf("%s", from);
      filled.append(text, from, at).append(value);
      from = at + 2;
    }
    return filled.append(text.substring(from)).toString();
  }

  /** Ends with a line break. */
  public abstract String write(TrustTemplate template);

  /** The word for users: {@code aws-cli}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The words for users. */
  public static List<String> words() {
    return Stream.of(values()).map(TrustFormat::word).toList();
  }

  /** The form with this word. */
  public static Optional<TrustFormat> of(String word) {
    return Stream.of(values()).filter(format -> format.word().equals(word)).findFirst();
  }

  /** The name of the role, or one to begin with. */
  static String roleName(TrustTemplate template) {
    String name = template.role().name();
    return name.startsWith("<") ? "ci-deploy" : name;
  }
}
