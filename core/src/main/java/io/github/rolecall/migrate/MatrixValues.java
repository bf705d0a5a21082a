package io.github.rolecall.migrate;

import io.github.rolecall.config.PlacedYaml;
import io.github.rolecall.config.PlacedYaml.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The values that a job's matrix writes out. */
record MatrixValues(PlacedYaml job) {

  /** Those of a name such as {@code os} or {@code target.runner}; expressions stay as they are. */
  List<String> of(String name) {
    List<String> path = List.of(name.split("\\.", -1));
    Optional<PlacedYaml> matrix = job.get("strategy").flatMap(all -> all.get("matrix"));
    Stream<String> own =
        matrix.flatMap(all -> all.get(path.get(0))).stream()
            .flatMap(list -> values(list, path.subList(1, path.size())));
    Stream<String> included =
        matrix.flatMap(all -> all.get("include")).stream().flatMap(list -> values(list, path));
    return Stream.concat(own, included).toList();
  }

  private static Stream<String> values(PlacedYaml list, List<String> path) {
    List<PlacedYaml> items = list instanceof Scalar ? List.of(list) : list.items();
    return items.stream().flatMap(item -> value(item, path));
  }

  /** A label may be a list of labels, and an expression may stand for all of it. */
  private static Stream<String> value(PlacedYaml item, List<String> path) {
    if (item instanceof Scalar text) {
      return Stream.of(text.value());
    }
    if (path.isEmpty()) {
      return item.items().stream().filter(Scalar.class::isInstance).flatMap(l -> value(l, path));
    }
    return item.get(path.get(0)).stream()
        .flatMap(next -> value(next, path.subList(1, path.size())));
  }
}
