package io.github.rolecall.aws.sso;

import java.util.Optional;

/** Shows the sign-in page to the user, and opens a browser if there is one. */
@FunctionalInterface
public interface SignInPage {
  /**
   * Shows the page without waiting.
   *
   * @param address the page
   * @param userCode the code to enter there; empty if none is needed
   * @param wholeAddress the page with the code in its address, for the browser
   */
  void show(String address, Optional<String> userCode, String wholeAddress);
}
