package io.github.rolecall.action;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rolecall.action.ComingFrom.Row;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Compares the page's rows about inputs with the table of inputs. Only the remarks are written by
 * hand. {@code -Dgolden.update} rewrites the rows and adds missing ones.
 */
class ComingFromInputsTest {
  private static final Golden PAGE = new Golden(ComingFrom.PAGE);

  @Test
  void rowsAreThoseOfTheTable() throws IOException {
    PAGE.assertHolds(page(Peer.read().inputs(), variables()));
  }

  /** A new input of the peer and a new variable get a row, whose remark is still to be written. */
  @Test
  void whatIsNewGetsARow() throws IOException {
    Set<String> inputs = new TreeSet<>(Peer.read().inputs());
    inputs.add("role-duration");
    Map<String, String> variables = variables();
    variables.put("AWS_NEW", "--retry-max-attempts");

    String now = PAGE.text();
    List<String> added =
        page(inputs, variables).lines().filter(line -> !now.contains(line + "\n")).toList();

    assertEquals(
        List.of(
            "| `AWS_NEW` | sets `--retry-max-attempts` | |", "| `role-duration` | the same | | |"),
        added);
  }

  private static String page(Set<String> peer, Map<String, String> variables) throws IOException {
    return withRows(
        withRows(PAGE.text(), "Inputs", peer, ComingFromInputsTest::ofPeer),
        "Environment variables",
        variables.keySet(),
        row ->
            Optional.ofNullable(variables.get(row.what()))
                .map(option -> "sets `" + option + "`")
                .map(here -> line(List.of(code(row.what()), here, row.third())))
                .orElse(row.line()));
  }

  /** Returns the variables of the AWS CLI that set an input, with the option of that input. */
  private static Map<String, String> variables() {
    return Stream.of(Input.values())
        .flatMap(
            input ->
                input.environment(FrontEnd.COMMAND).stream()
                    .filter(name -> name.startsWith("AWS_"))
                    .map(name -> Map.entry(name, FrontEnd.COMMAND.spell(input))))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static String ofPeer(Row row) {
    String variables =
        Stream.of(Input.values())
            .filter(input -> input.key().equals(row.what()))
            .flatMap(input -> input.environment(FrontEnd.ACTION).stream())
            .map(ComingFromInputsTest::code)
            .collect(joining(", "));
    return line(List.of(code(row.what()), "the same", variables, row.last()));
  }

  /** Returns the page with corrected rows of a table, and with a row for each missing name. */
  private static String withRows(
      String page, String heading, Set<String> names, Function<Row, String> to) {
    List<Row> rows = ComingFrom.rows(heading);
    Set<String> all =
        rows.stream().map(Row::what).collect(Collectors.toCollection(LinkedHashSet::new));
    var missing = new TreeSet<>(names);
    missing.removeAll(all);
    String before = rows.stream().map(row -> row.line() + "\n").collect(joining());
    String after =
        Stream.concat(rows.stream(), missing.stream().map(Row::of))
            .map(row -> to.apply(row) + "\n")
            .collect(joining());
    return page.replace(before, after);
  }

  private static String code(String name) {
    return "`" + name + "`";
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.isEmpty() ? " " : " " + cell + " ")
        .collect(joining("|", "|", "|"));
  }
}
