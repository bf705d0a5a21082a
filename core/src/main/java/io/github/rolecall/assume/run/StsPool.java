package io.github.rolecall.assume.run;

import io.github.rolecall.aws.sts.Sts;
import io.github.rolecall.http.Http;
import io.github.rolecall.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A pool of connections to STS. One role at a time uses each. */
final class StsPool implements AutoCloseable {
  private final Http http;
  private final List<Sts> free = new ArrayList<>();
  private final List<Sts> all = new ArrayList<>();

  StsPool(Http http) {
    this.http = http;
  }

  <T> T using(Plan plan, Function<Sts, T> work) {
    Sts sts = taken(plan.reach());
    if (plan.signs()) {
      sts.prepareToSign();
    }
    try {
      return work.apply(sts);
    } finally {
      give(sts);
    }
  }

  /** With one role, the pool is empty and nothing is compared: the first comparison is slow. */
  private synchronized Sts taken(Plan.Reach reach) {
    for (int i = free.size() - 1; i >= 0; i--) {
      if (free.get(i).isAt(reach.stsRegion(), reach.network())) {
        return free.remove(i);
      }
    }
    var made = new Sts(reach.stsRegion(), reach.network(), http).connect();
    all.add(made);
    return made;
  }

  private synchronized void give(Sts sts) {
    free.add(sts);
  }

  @Override
  public synchronized void close() {
    all.forEach(Sts::close);
  }
}
