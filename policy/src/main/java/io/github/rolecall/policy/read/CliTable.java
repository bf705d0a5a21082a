package io.github.rolecall.policy.read;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.policy.Lines;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** Reads the table output of the AWS CLI. The depth of a section is its number of bars. */
final class CliTable {
  private final TableSection root = new TableSection("", 0);
  private final Deque<TableSection> open = new ArrayDeque<>(List.of(root));

  CliTable(String text) {
    Lines.of(text).stream().skip(1).forEach(this::line);
  }

  static boolean is(String text) {
    int end = text.indexOf('\n');
    return end > 0
        && text.substring(0, end).trim().matches("-{5,}")
        && text.startsWith("|", end + 1);
  }

  /** The result of the command, below the title of the command itself. */
  JsonValue json() {
    JsonValue json = root.sections().isEmpty() ? root.json() : root.sections().get(0).json();
    JsonValue roles = json.path("Roles");
    if (roles.isObject()) {
      json = new JsonObject().with("Roles", JsonValue.array(List.of(roles))).value();
    }
    boolean whole =
        Stream.of(json, json.path("Role"), json.path("Roles"))
            .flatMap(each -> Stream.concat(Stream.of(each), each.items().stream()))
            .anyMatch(each -> each.has("AssumeRolePolicyDocument") || each.has("Statement"));
    Elements.check(
        whole, "it is a table of the AWS CLI without a complete trust policy: use --output json");
    return json;
  }

  private void line(String line) {
    String text = line.trim();
    int bars = 0;
    while (bars < text.length() && text.charAt(bars) == '|') {
      bars++;
    }
    if (text.startsWith("+", bars)) {
      open.element().rule();
    } else if (bars > 0) {
      String inner = text.substring(bars, Math.max(bars, text.length() - bars));
      row(bars, inner);
    }
  }

  private void row(int depth, String inner) {
    List<String> cells = Stream.of(inner.split("\\|", -1)).map(String::trim).toList();
    boolean inTheMiddle = inner.startsWith("   ");
    TableSection last = open.element();
    if (last.depth() == depth && last.row(cells, inTheMiddle)) {
      return;
    }
    while (open.element().depth() >= depth) {
      open.remove();
    }
    open.push(open.element().open(String.join("|", cells), depth));
  }
}
