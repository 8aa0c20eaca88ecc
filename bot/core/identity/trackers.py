"""Query parameters that say where a reader came from or how a page is shown, not what is read.

A name stands here only if no publisher is likely to number articles by it: `id`, `p`, `article`, `sid` and
`page` never do. Names that may mean either (`ref`, `source`) go by their value.
"""

import re


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TRACKERS = _listed(
    """
    __cft__ __s __tn__ __twitter_impression _branch_match_id _bta_c _bta_tid _ga _gl _hsenc _hsmi _ke _kx
    _openstat _r_ action_object_map action_ref_map action_type_map adobe_mc aff_id algo_exp_id amp_analytics
    amp_gsa amp_js_v ampshare aoh bbc_origin ck_subscriber_id cm_cat cm_ite cm_mmc cm_pla cm_ven cmp cmpid
    cndid cvid dgcid dicbo dm_i ebisadid echobox ecid ef_id efg email_hash emailid emc epik et_cid et_rid
    feedname feedtype ftag ftcamp gad_source gbraid google_editors_picks gs_l guccounter gws_rd
    hsctatracking ic_source icid icmp igsh igshid instance_id int_campaign int_content int_medium int_source
    intcid intcmp intlink ito ito_source jsessionid lipi lnk_id mbid mibextid mkcid mkevt mktcid mktevt
    mkwid mod_source msclkid ncid nl_id nlid nr_email_referer ocid oref otc partnerid phpsessid ref_src
    ref_url referer referrer rss_feed s_cid s_kwcid sfnsn share_id share_source shared_via_app shareid
    sharetoken si smc_source smid smprod smtyp soc_src soc_trk spm spmailingid spmid spmjobid spmreportid
    spmuserid sr_share sref srnd srsltid ssp_iabi taboola_id tblci tpcc traffic_source trk trkcampaign trkid
    trkinfo tsource twclsrc unlocked_article_code usqp vgo_ee vsource wbraid wickedid wickedsource wkey
    xcust xtor xtref xts yptr ysclid zanpid
    """
)
_TRACKER_KINDS = re.compile(
    r"""(?:utm|at|mc|mtm|hsa|itm|stm|pk|matomo|piwik|ga|ns|sc|wt|ml|mkt|oly|vero|fb|bsft|guce)[_.-].+
        |[a-z_]*clid|[a-z]*clickid|wt\.mc.*|__hs.*|utm.*""",
    re.VERBOSE,
)
_DOUBTFUL = _listed(
    """
    amp campaign cid channel chan cmpgn f feature feed format from layout medium mod mode ns origin output
    outputtype partner platform pos r ref refer reff rss s share source src src_type type utm via view xml
    """
)
_READER_CAME_FROM = _listed(
    """
    rss rss1 rss2 rss20 rssfeed rssfeeds feed feeds feedburner feedly feedspot atom xml syndication syndicated
    newsfeed inoreader flipboard newsblur google googlenews gnews yahoo bing msn applenews newsbreak smartnews
    dailyhunt twitter tw x facebook fb whatsapp wa telegram tg linkedin reddit instagram pinterest pocket
    social socialmedia share sharebar newsletter newsletters email mail nl push notification app android ios
    hp homepage home frontpage front header footer nav navbar menu sidebar widget related recommended amp
    ampview youtu emb oembed
    """
)
_SHOWN_AS = frozenset(("amp", "outputtype", "rss", "utm", "xml"))
"""Names that mean how a page is shown or found whatever stands behind them, so long as it is a mere yes."""
_YES = frozenset(("", "1", "true", "yes", "y", "t"))
_WORDS = re.compile(r"[a-z]+\d?|\d+")


def is_tracker(name: str, value: str) -> bool:
    name = name.lower()
    if name in _TRACKERS or _TRACKER_KINDS.fullmatch(name):
        return True
    if name not in _DOUBTFUL:
        return False
    if name in _SHOWN_AS and value.lower() in _YES:
        return True
    words = _WORDS.findall(value.lower())
    return bool(words) and not _READER_CAME_FROM.isdisjoint((words[0], words[-1]))
