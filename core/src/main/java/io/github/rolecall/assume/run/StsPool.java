package io.github.rolecall.assume.run;

import io.github.rolecall.aws.sts.Sts;
import io.github.rolecall.http.Http;
import io.github.rolecall.network.Network;
import io.github.rolecall.plan.Plan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Connections to STS, each used for one role at a time, and then for the next. */
final class StsPool implements AutoCloseable {
  private final Http http;
  private final Map<Way, Deque<Sts>> free = new HashMap<>();
  private final List<Sts> all = new ArrayList<>();

  private record Way(String region, Network network) {}

  StsPool(Http http) {
    this.http = http;
  }

  <T> T using(Plan plan, Function<Sts, T> work) {
    var way = new Way(plan.stsRegion(), plan.network());
    Sts sts = taken(way);
    if (plan.signs()) {
      sts.prepareToSign();
    }
    try {
      return work.apply(sts);
    } finally {
      give(way, sts);
    }
  }

  private synchronized Sts taken(Way way) {
    Deque<Sts> idle = free.computeIfAbsent(way, unused -> new ArrayDeque<>());
    if (!idle.isEmpty()) {
      return idle.pop();
    }
    var made = new Sts(way.region(), way.network(), http);
    all.add(made);
    return made;
  }

  private synchronized void give(Way way, Sts sts) {
    free.computeIfAbsent(way, unused -> new ArrayDeque<>()).push(sts);
  }

  @Override
  public synchronized void close() {
    all.forEach(Sts::close);
  }
}
