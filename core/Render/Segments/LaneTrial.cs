namespace HeyGem.Core.Render.Segments;

/// <summary>What is to be done about the lanes of an order.</summary>
internal enum LaneVerdict
{
    /// <summary>Nothing, or not enough is known yet.</summary>
    GoOn,

    /// <summary>One more is worth a try.</summary>
    OneMore,

    /// <summary>The newest is not worth its memory; it ends after its segment.</summary>
    OneLess,
}

/// <summary>
/// Finds by trying how many lanes an order is drawn in: one more is kept where all together then draw at least 15 % more frames a second.
/// Pure arithmetic; for one thread at a time.
/// </summary>
/// <param name="sample">Frames of each lane that a rate is told from: about a segment.</param>
internal sealed class LaneTrial(int sample)
{
    private const double Worth = 1.15;
    private const int Anyone = -1;

    // The first second or so of a lane is the start of its decoder and its encoder.
    private readonly int _settling = Math.Max(1, sample / 16);
    private int _lanes;
    private int _leaving;
    private int _awaited;
    private int _settled;
    private double? _from;
    private long _frames;
    private int _others;
    private double _rate;

    // With so many lanes of other orders, or more, one more was not worth it.
    private int _enough = int.MaxValue;
    private bool _isTrial;
    private bool _isOver;

    /// <summary>A lane begins, or goes on somewhere else.</summary>
    /// <param name="lane">A number for it, from 0.</param>
    /// <param name="isNew">Whether it was not there before.</param>
    public void Began(int lane, bool isNew)
    {
        if (isNew)
        {
            _isTrial = _lanes > 0;
            _lanes++;
        }

        Wait(lane);
    }

    /// <summary>A lane that was to end has ended.</summary>
    public void Left()
    {
        _leaving--;
        Wait(Anyone);
    }

    /// <summary>A lane found nothing left to begin: what comes now says nothing of how many are worth having.</summary>
    public void RanOut() => _isOver = true;

    /// <summary>A frame was drawn.</summary>
    /// <param name="lane">By whom.</param>
    /// <param name="now">When, seconds.</param>
    /// <param name="others">Lanes of other orders at this moment.</param>
    public LaneVerdict Drew(int lane, double now, int others)
    {
        if (_isOver || _leaving > 0)
        {
            return LaneVerdict.GoOn;
        }

        if (_from is not { } from)
        {
            if ((_awaited == Anyone || lane == _awaited) && ++_settled >= _settling)
            {
                Count(now, others);
            }

            return LaneVerdict.GoOn;
        }

        if (others != _others)
        {
            // A frame costs something else now; what was found before holds no longer.
            Count(now, others);
            return _isTrial ? OneLess() : LaneVerdict.GoOn;
        }

        return ++_frames < (long)sample * _lanes ? LaneVerdict.GoOn : Judge(_frames / (now - from), now);
    }

    private LaneVerdict Judge(double rate, double now)
    {
        Count(now, _others);
        if (_isTrial && rate < Worth * _rate)
        {
            _enough = _others;
            return OneLess();
        }

        (_isTrial, _rate) = (false, rate);
        return _others < _enough ? LaneVerdict.OneMore : LaneVerdict.GoOn;
    }

    private LaneVerdict OneLess()
    {
        _isTrial = false;
        _lanes--;
        _leaving++;
        return LaneVerdict.OneLess;
    }

    private void Wait(int lane) => (_awaited, _settled, _from) = (lane, 0, null);

    private void Count(double now, int others) => (_from, _frames, _others) = (now, 0, others);
}
