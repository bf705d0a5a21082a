package io.github.rolecall.action;

import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The sign-in options that all commands with a sign-in share. */
final class SignInOptions {
  private static final String NO_BROWSER = "--no-browser";
  private static final String DEVICE_CODE = "--use-device-code";
  private static final String PORT = "--redirect-port";
  private static final int MOST = 65_535;

  private SignInOptions() {}

  static void addTo(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder(NO_BROWSER)
            .type(boolean.class)
            .description("Print the address of the page, and open no browser.")
            .build());
    spec.addOption(
        OptionSpec.builder(DEVICE_CODE)
            .type(boolean.class)
            .description(
                "Sign in with a code that you enter in a browser on any device,"
                    + " instead of the browser of this machine.")
            .build());
    spec.addOption(
        OptionSpec.builder(PORT)
            .type(String.class)
            .arity("1")
            .paramLabel("PORT")
            .description(
                "Port of 127.0.0.1 for the redirect of the browser, 1 to 65535."
                    + " Default: any free port.")
            .build());
  }

  static boolean opensBrowser(CommandLine.ParseResult parsed) {
    return !parsed.hasMatchedOption(NO_BROWSER);
  }

  static boolean usesDeviceCode(CommandLine.ParseResult parsed) {
    if (parsed.hasMatchedOption(DEVICE_CODE) && parsed.hasMatchedOption(PORT)) {
      throw new CredentialsException(
          new InputProblem.Conflict(
              PORT,
              DEVICE_CODE,
              "with a device code, the browser is not redirected to this machine"));
    }
    return parsed.hasMatchedOption(DEVICE_CODE);
  }

  /** Returns the port; 0 if the user set none. */
  static int port(CommandLine.ParseResult parsed) {
    if (!parsed.hasMatchedOption(PORT)) {
      return 0;
    }
    String text = parsed.matchedOptionValue(PORT, "");
    if (text.matches("[1-9]\\d{0,4}") && Integer.parseInt(text) <= MOST) {
      return Integer.parseInt(text);
    }
    throw new CredentialsException(
        new InputProblem.Invalid(PORT, text, "a whole number from 1 to 65535"));
  }
}
