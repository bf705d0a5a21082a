package io.github.rolecall.aws.sso;

import java.util.Optional;

/** Shows a person where to sign in, and opens a browser where there is one. */
@FunctionalInterface
public interface SignInPage {
  /**
   * Shows it, and does not wait.
   *
   * @param address the page
   * @param userCode what to enter there; empty where nothing has to be
   * @param wholeAddress the page with the code in it, for the browser
   */
  void show(String address, Optional<String> userCode, String wholeAddress);
}
