package io.github.rolecall.page;

import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.policy.SharedCases;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** Writes requests as the page does. */
final class Requests {
  private Requests() {}

  static String of(SharedCases one) {
    var request = new LinkedHashMap<String, @Nullable Object>();
    request.put("policy", one.policy());
    request.put("claims", one.claims());
    one.role().ifPresent(role -> request.put("role", role));
    one.sessionName().ifPresent(name -> request.put("sessionName", name));
    request.put("now", one.now());
    return JsonWriter.compact(request);
  }
}
