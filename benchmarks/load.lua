-- What wrk is told: with "miss" every request names another port of its host, so that no page cache has its page; at the end
-- print the figures as JSON, with the 95th percentile, which wrk itself does not show.
local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init(args)
  wrk.headers["Accept-Encoding"] = "gzip, deflate, br"
  if args[1] ~= "miss" then return end
  local count = number * 20000
  function request()
    count = count + 1
    wrk.headers["Host"] = string.format("localhost:%d", 1024 + count % 60000)
    return wrk.format()
  end
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests": %d, "seconds": %f, "p50": %f, "p95": %f, "failed": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(95) / 1000,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout
  ))
end
