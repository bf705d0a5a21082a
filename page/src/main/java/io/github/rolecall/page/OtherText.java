package io.github.rolecall.page;

import java.util.regex.Pattern;

/** What users paste in place of a trust policy in JSON. The first that matches is meant. */
enum OtherText {
  ARN("arn:", "it is an ARN, not a policy", ""),
  CODE(
      "(?s).*(\\bimport |\\brequire\\(|\\bnew [\\w.]+\\(|\\b[Ii]am\\.\\w+\\()",
      "it is the source of a program, such as one of the CDK",
      ", or the file cdk.out/STACK.template.json, which cdk synth writes"),
  TEMPLATE(
      "(?s).*(AWSTemplateFormatVersion|AWS::|\\bResources:)",
      "it is a template in YAML, and this page reads JSON",
      OtherText.COMMAND),
  YAML(
      "(?s).*?(Statement|Role|Roles|Version|AssumeRolePolicyDocument|resources|provider)\"?:\\s",
      "it is YAML, and this page reads JSON",
      OtherText.COMMAND),
  REFUSAL(
      "(?s).*AssumeRoleWithWebIdentity",
      "it is a message about the refusal, not the trust policy of the role",
      ""),
  UNKNOWN("", "it is not JSON", "");

  private static final String COMMAND =
      ", or use the command, which reads YAML: rolecall explain --trust-policy FILE";

  private final Pattern start;
  private final String what;
  private final String otherwise;

  OtherText(String start, String what, String otherwise) {
    this.start = Pattern.compile(start);
    this.what = what;
    this.otherwise = otherwise;
  }

  static OtherText of(String text) {
    for (OtherText kind : values()) {
      if (kind.start.matcher(text).lookingAt()) {
        return kind;
      }
    }
    return UNKNOWN;
  }

  /** Says what the text is, and how to get the policy in JSON. */
  String message() {
    return what + ". Paste what aws iam get-role --role-name NAME --output json prints" + otherwise;
  }
}
