-- wrk's requests that create claims: each another claim, whose source and external id are new.
local made = os.time() * 1000000
local body = [[{
  "text": "Claim %d: the plant closed and about 300 jobs were lost.",
  "language": "en",
  "claimant": "Speaker %d",
  "claimed_on": "2020-01-03",
  "appearances": [{
    "source": {"url": "https://made.example.org/%d", "kind": "article", "title": "The plant closes"},
    "quote": "about 300 jobs were lost",
    "attributions": [{"role": "originator", "named_as": "the mayor", "cue": "said"}]
  }],
  "quantities": [{
    "surface": "about 300 jobs", "value_low": "300", "value_high": "300", "hedge": "about", "unit": "job"
  }],
  "external_ids": [{"origin": "made", "external_id": "%d"}]
}]]

request = function()
  made = made + 1
  return wrk.format("POST", nil, {["Content-Type"] = "application/json", ["Authorization"] = wrk.headers["Authorization"]},
    body:format(made, made % 1000 + 1, made, made))
end
