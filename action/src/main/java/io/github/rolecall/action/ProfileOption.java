package io.github.rolecall.action;

import io.github.rolecall.aws.credentials.AwsFiles;
import io.github.rolecall.host.Host;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The option for the profile of a command, named as in the AWS CLI. */
final class ProfileOption {
  static final String NAME = "--profile";

  private ProfileOption() {}

  static OptionSpec spec() {
    return Options.text(
            NAME, "NAME", "Profile. Default: AWS_PROFILE, else AWS_DEFAULT_PROFILE, else default.")
        .build();
  }

  /** Returns whether the user named a profile. */
  static boolean given(ParseResult parsed) {
    return parsed.hasMatchedOption(NAME);
  }

  static String of(ParseResult parsed, Host host) {
    return parsed.matchedOptionValue(NAME, AwsFiles.chosen(host));
  }
}
