#include "unit/codec_statement/camt_document.hpp"

#include <map>
#include <stdexcept>

namespace lienthong::codec::testing {
namespace {

struct Names {
  std::string message;
  std::string statement;
};

Names names_of(const std::string& kind) {
  static const std::map<std::string, Names> names{{"052", {"BkToCstmrAcctRpt", "Rpt"}},
                                                  {"053", {"BkToCstmrStmt", "Stmt"}},
                                                  {"054", {"BkToCstmrDbtCdtNtfctn", "Ntfctn"}}};
  return names.at(kind);
}

std::string status(const CamtVersion& version, const std::string& code) {
  return version.number < 7 ? "<Sts>" + code + "</Sts>" : "<Sts><Cd>" + code + "</Cd></Sts>";
}

std::string party(const CamtVersion& version, const std::string& name) {
  const auto inner = "<Nm>" + name + "</Nm><PstlAdr><Ctry>VN</Ctry><AdrLine>Hà Nội</AdrLine></PstlAdr>";
  return version.number < 7 ? inner : "<Pty>" + inner + "</Pty>";
}

std::string account(const std::string& number) { return "<Id><Othr><Id>" + number + "</Id></Othr></Id>"; }

std::string balance(const std::string& code, const std::string& sum, const std::string& day) {
  return "<Bal><Tp><CdOrPrtry><Cd>" + code +
         "</Cd></CdOrPrtry></Tp><CdtLine><Incl>false</Incl><Amt Ccy=\"VND\">7</Amt></CdtLine>"
         "<Amt Ccy=\"VND\">" +
         sum + "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt>" + day + "</Dt></Bal>\n";
}

std::string totals(const CamtVersion& version) {
  const std::string net = version.number < 4
                              ? "<TtlNetNtryAmt>69000</TtlNetNtryAmt><CdtDbtInd>CRDT</CdtDbtInd>"
                              : "<TtlNetNtry><Amt>69000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></TtlNetNtry>";
  return "<TxsSummry><TtlNtries><NbOfNtries>4</NbOfNtries><Sum>149000</Sum>" + net +
         "</TtlNtries><TtlCdtNtries><NbOfNtries>3</NbOfNtries><Sum>109000</Sum></TtlCdtNtries>"
         "<TtlDbtNtries><NbOfNtries>1</NbOfNtries><Sum>40000</Sum></TtlDbtNtries></TxsSummry>\n";
}

std::string detail(const CamtVersion& version, const std::string& references, const std::string& amount,
                   const std::string& more) {
  const auto priced = "<Amt Ccy=\"VND\">" + amount + "</Amt>";
  const auto direct = version.number < 3 ? "" : priced + "<CdtDbtInd>CRDT</CdtDbtInd>";
  return "<TxDtls><Refs>" + references + "</Refs>" + direct + "<AmtDtls><TxAmt>" + priced + "</TxAmt></AmtDtls>" +
         more + "</TxDtls>\n";
}

std::string payment(const CamtVersion& version) {
  const std::string uetr = version.number < 8 ? "" : "<UETR>8a562c67-ca16-48ba-b074-65581be6f001</UETR>";
  const auto references =
      "<AcctSvcrRef>FT-1-1</AcctSvcrRef><InstrId>I1</InstrId><EndToEndId>dvcH56142508110007</EndToEndId>" + uetr +
      "<TxId>T1</TxId>";
  const auto parties = "<RltdPties><Dbtr>" + party(version, "Nguyễn Thị Đào") + "</Dbtr><DbtrAcct>" +
                       account("0011002233") + "</DbtrAcct><Cdtr>" + party(version, "UBND phường") +
                       "</Cdtr><CdtrAcct>" + account("112233445566") + "</CdtrAcct></RltdPties>";
  return detail(
      version, references, "50000",
      parties +
          "<RmtInf><Ustrd>THANH TOAN HO SO</Ustrd><Ustrd>H56.14-250811-0007</Ustrd><Strd><CdtrRefInf><Ref>RF18"
          "</Ref></CdtrRefInf></Strd></RmtInf>");
}

std::string entry(const CamtVersion& version, const std::string& reference, const std::string& amount,
                  const std::string& flow, const std::string& code, const std::string& more) {
  return "<Ntry><NtryRef>" + reference + "</NtryRef><Amt Ccy=\"VND\">" + amount + "</Amt><CdtDbtInd>" + flow +
         "</CdtDbtInd><RvslInd>false</RvslInd>" + status(version, code) +
         "<BookgDt><Dt>2026-11-03</Dt></BookgDt><ValDt><DtTm>2026-11-03T23:30:00+09:00</DtTm></ValDt><AcctSvcrRef>FT-" +
         reference +
         "</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></"
         "BkTxCd>" +
         more + "</Ntry>\n";
}

std::string entries(const CamtVersion& version) {
  const auto batch =
      "<NtryDtls><Btch><NbOfTxs>2</NbOfTxs><TtlAmt Ccy=\"VND\">50000</TtlAmt><CdtDbtInd>CRDT</CdtDbtInd></Btch>" +
      detail(version, "<EndToEndId>E2</EndToEndId>", "30000", "") +
      detail(version, "<EndToEndId>E3</EndToEndId>", "20000.00", "") + "</NtryDtls>";
  return entry(version, "1", "50000", "CRDT", "BOOK",
               "<NtryDtls>" + payment(version) + "</NtryDtls><AddtlNtryInf>chuyển khoản</AddtlNtryInf>") +
         entry(version, "2", "50000.00", "CRDT", "BOOK", batch) + entry(version, "3", "40000", "DBIT", "BOOK", "") +
         entry(version, "4", "9000", "CRDT", "PDNG", "");
}

}  // namespace

std::string camt_document(const CamtVersion& version) {
  const auto [message, statement] = names_of(version.kind);
  const auto paging = "<PgNb>1</PgNb><LastPgInd>true</LastPgInd>";
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:" + version.name() +
      "\">\n<" + message + "><GrpHdr><MsgId>M-1</MsgId><CreDtTm>2026-11-04T01:00:00+07:00</CreDtTm><MsgPgntn>" +
      paging + "</MsgPgntn></GrpHdr>\n<" + statement + "><Id>S-1</Id>";
  if (version.number >= 3) out += "<" + statement + "Pgntn>" + paging + "</" + statement + "Pgntn>";
  out +=
      "<ElctrncSeqNb>214</ElctrncSeqNb><LglSeqNb>214</LglSeqNb><CreDtTm>2026-11-04T01:00:00</CreDtTm>"
      "<FrToDt><FrDtTm>2026-11-03T00:00:00+07:00</FrDtTm><ToDtTm>2026-11-03T23:59:59.999+07:00</ToDtTm></FrToDt>"
      "<CpyDplctInd>DUPL</CpyDplctInd><Acct>" +
      account("112233445566") + "<Ccy>VND</Ccy></Acct>\n";
  if (version.kind != "054") {
    out += balance("OPBD", "1000000", "<Dt>2026-11-03</Dt>");
    out += balance("CLBD", "1060000.00", "<DtTm>2026-11-03T17:00:00Z</DtTm>");
  }
  return out + totals(version) + entries(version) + "</" + statement + ">\n</" + message + ">\n</Document>\n";
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const auto at = text.find(what);
  if (at == std::string::npos || text.find(what, at + 1) != std::string::npos) throw std::logic_error(what);
  return text.replace(at, what.size(), with);
}

}  // namespace lienthong::codec::testing
