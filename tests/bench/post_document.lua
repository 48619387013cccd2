-- wrk: one MSyncDocument per request, each its own dossier. Arguments: bearer token.
local run, i = "", 0
local body = '{"DocTypeCode":"1.001193","DocTypeName":"Đăng ký khai sinh","DocCode":"H55.12-%s-%s","CitizenName":"Trần Thị Mơ",'
  .. '"ApplicantsId":"019185001234","ApplicantsType":1,"Phone":"0912000111","Address":"Tổ 7, phường Phan Đình Phùng",'
  .. '"Compendium":"Đăng ký khai sinh cho con","DateReceived":"2026-06-15T09:30:15.000Z","DateAppointed":"2026-06-16T17:00:00.000Z",'
  .. '"IsSuccess":false,"SuccessDate":"0000-00-00T00:00:00.000+0700","IsReturned":false,"ReturnedDate":"2026-06-16T17:00:00.000Z",'
  .. '"ReturnedType":0,"Status":1,"ProcessingOrganName":"UBND phường Phan Đình Phùng","Attachments":[],'
  .. '"OrganInchargeIdLevel1":"H55.12","OrganInchargeName":"UBND phường Phan Đình Phùng"}'

function init(args)
  math.randomseed(os.time())
  run = string.format("%06d", math.random(0, 999999))
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
  if args[1] then wrk.headers["Authorization"] = "Bearer " .. args[1] end
end

function request()
  i = i + 1
  return wrk.format(nil, nil, nil, string.format(body, run, string.format("%06d", i % 1000000)))
end

function done(summary, latency)
  io.write(string.format("RESULT %.0f %.2f %.2f %d %d\n", summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, summary.errors.status,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
