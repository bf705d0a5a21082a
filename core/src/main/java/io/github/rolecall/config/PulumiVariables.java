package io.github.rolecall.config;

import io.github.rolecall.Input;
import java.util.List;
import java.util.Map;

/** Variables that Pulumi sets for a run. Of those, the Region is for Rolecall; it sets the rest. */
final class PulumiVariables {
  private PulumiVariables() {}

  static void region(Setting variables, Gathered gathered) {
    Map<String, Setting> keys = variables.written();
    for (String name : List.of("AWS_REGION", "AWS_DEFAULT_REGION")) {
      Setting region = keys.get(name);
      if (region != null && region.isExpression()) {
        gathered.note(region, "only Pulumi ESC resolves expressions; name the Region itself");
      } else if (region != null) {
        gathered.put(Input.AWS_REGION, region, region.text());
        return;
      }
    }
  }
}
