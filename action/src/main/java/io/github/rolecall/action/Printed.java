package io.github.rolecall.action;

import io.github.rolecall.export.Exporter;
import io.github.rolecall.export.Replaced;
import io.github.rolecall.export.file.SecureFile;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import io.github.rolecall.problem.Given;
import io.github.rolecall.session.Assumed;

/**
 * Prints the text of all roles at once, to the standard output or to a file that the user named.
 */
final class Printed implements Exporter {
  private final Host host;
  private final Inputs inputs;
  private final StringBuilder text = new StringBuilder();

  Printed(Host host, Inputs inputs) {
    this.host = host;
    this.inputs = inputs;
  }

  void add(String more) {
    text.append(more);
  }

  boolean hasText() {
    return !text.isEmpty();
  }

  @Override
  public Prepared prepare(Assumed unused) {
    if (!inputs.has(Input.OUTPUT_FILE)) {
      return () -> {
        host.log().print(text);
        if (host.log().checkError()) {
          throw new CredentialsException(new ExportProblem.OutputLost());
        }
        return "the standard output";
      };
    }
    var file =
        new SecureFile(
            host.file(
                new Given(inputs.required(Input.OUTPUT_FILE), inputs.name(Input.OUTPUT_FILE))));
    return Replaced.by(text.toString(), file, file.toString());
  }
}
