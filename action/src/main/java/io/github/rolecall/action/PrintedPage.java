package io.github.rolecall.action;

import io.github.rolecall.aws.sso.SignInPage;
import io.github.rolecall.host.Host;
import io.github.rolecall.host.WebBrowser;
import io.github.rolecall.text.PlainText;
import java.io.PrintStream;
import java.util.Optional;

/** Prints the address of the sign-in page, and opens it in a browser if the user wants that. */
final class PrintedPage implements SignInPage {
  private final Host host;
  private final PrintStream err;
  private final boolean opens;

  PrintedPage(Host host, PrintStream err, boolean opens) {
    this.host = host;
    this.err = err;
    this.opens = opens;
  }

  @Override
  public void show(String address, Optional<String> userCode, String wholeAddress) {
    var text = new StringBuilder();
    text.append(opens ? "To sign in, allow access in the browser. If none opens, open" : "Open")
        .append(" this page:\n\n  ")
        .append(address)
        .append("\n\n");
    userCode.ifPresent(
        code -> text.append("and enter the code:\n\n  ").append(code).append("\n\n"));
    if (userCode.isPresent() && !opens) {
      text.append("This page already contains the code:\n\n  ").append(wholeAddress).append("\n\n");
    }
    err.print(PlainText.harmless(text.toString()));
    err.flush();
    if (opens && !new WebBrowser(host).open(wholeAddress)) {
      err.println("Rolecall opens no browser here. Waiting until you have opened the page.");
    }
  }
}
